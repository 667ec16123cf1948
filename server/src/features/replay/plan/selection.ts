import type { ReplaySource } from '@sluice/shared/replay'
import type { FilterRunner } from '#features/messages/filter/cel-check.ts'
import { openCheck } from '#features/messages/open-check.ts'
import type { WalkedRecord } from '#features/messages/record-walk.ts'
import type { TopicPartitionId } from '#kafka/gateway.ts'

export interface Judged {
  walked: WalkedRecord
  /** Null: it passed; otherwise why the filter failed on it. */
  error: string | null
}

/** Which records of the ranges are meant. */
export interface Selection {
  /** Those of a handful that are meant, and those that the filter failed on. */
  judge(id: TopicPartitionId, records: readonly WalkedRecord[], signal: AbortSignal): Promise<Judged[]>
  close(): void
}

/** Throws `FILTER_INVALID` with the place of the mistake. */
export function openSelection({ records, key, filter }: ReplaySource, filters: FilterRunner): Selection {
  const named =
    records && new Set(records.map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`))
  const check = openCheck(
    { ...(key === undefined ? {} : { key }), ...(filter === undefined ? {} : { filter }) },
    filters,
  )
  return {
    judge: async (id, all, signal) => {
      const wanted =
        named === undefined
          ? all
          : all.filter(({ record }) => named.has(`${id.topic}/${id.partition}/${record.offset}`))
      const probable = check === null ? wanted : wanted.filter(({ record }) => check.matches(record))
      if (check?.verify === undefined || probable.length === 0)
        return probable.map((walked) => ({ walked, error: null }))
      const verdicts = await check.verify({ ...id, records: probable }, signal)
      return probable.flatMap((walked, at) => {
        const verdict = verdicts[at] ?? 'miss'
        if (verdict === 'miss') return []
        return [{ walked, error: verdict === 'hit' ? null : verdict.error }]
      })
    },
    close: () => check?.close(),
  }
}
