import type { StreamRecord } from './domain/events.ts'
import type { Publisher } from './kafka/publisher.ts'
import type { WrittenRecord } from './past-day.ts'
import type { ServiceName } from './service-table.ts'

const RECORDS_AT_ONCE = 250

/** Writes history as the services would have: each record by its own service's producer, in order of time for each. */
export async function writePastDay(
  history: readonly WrittenRecord[],
  publishers: Readonly<Record<ServiceName, Publisher>>,
): Promise<void> {
  const byService = Map.groupBy(history, ({ by }) => by)
  await Promise.all(
    [...byService].map(async ([service, written]) => {
      const records: StreamRecord[] = written.map(({ record }) => record)
      for (let from = 0; from < records.length; from += RECORDS_AT_ONCE)
        await publishers[service].publish(records.slice(from, from + RECORDS_AT_ONCE))
    }),
  )
}
