import { KafkaFault } from '#kafka/kafka-fault.ts'
import { idOf } from './place-id.ts'
import type { PlacedRow } from './place-row.ts'
import type { Commit } from './read-group.ts'

/**
 * Kafka forgets the offsets of a share group by whole topics. A row that would take others along which were not named
 * is not done.
 */
export function wholeTopicsOnly(
  rows: readonly PlacedRow[],
  commits: ReadonlyMap<string, Commit>,
): PlacedRow[] {
  const forgotten = new Set(rows.filter(({ act }) => act === 'forget').map(idOf))
  const torn = new Set(
    [...commits.values()].filter((one) => !forgotten.has(idOf(one))).map(({ topic }) => topic),
  )
  return rows.map((row) =>
    row.act === 'forget' && torn.has(row.topic) ? { ...row, act: 'none', fault: onlyWhole(row.topic) } : row,
  )
}

function onlyWhole(topic: string): KafkaFault {
  return new KafkaFault(
    'NOT_SUPPORTED',
    `Kafka forgets the offsets of a share group only for a whole topic: choose every partition of "${topic}".`,
  )
}
