import type { ReplaySpec } from '@sluice/shared/replay'
import type { ReplaySurvey } from '@sluice/shared/replay-plan'
import { toTimestamp } from '@sluice/shared/units'
import type { ResolvedSource } from './resolve-source.ts'
import type { Surveyed } from './survey.ts'

/** What was looked at, as a plan tells it: exact where all was, otherwise said to be a bound or of a sample. */
export function toSurvey(
  { source }: Pick<ReplaySpec, 'source'>,
  { ranges }: ResolvedSource,
  { whole, tally }: Surveyed,
): ReplaySurvey {
  const { matched, looked, bytes, largest, first, last } = tally
  const span = ranges.reduce((sum, { from, to }) => sum + (to - from), 0n)
  const most = source.records === undefined ? span : BigInt(source.records.length)
  const records = whole ? BigInt(matched) : most
  const chosen = source.filter !== undefined || source.key !== undefined
  let oversize = 0
  for (const target of tally.targets.values()) oversize += target.oversize
  return {
    whole,
    looked: `${looked}`,
    records: `${records}`,
    bytes: whole ? `${bytes}` : estimated(records, { matched, bytes }),
    tombstones: `${tally.tombstones}`,
    nullKeys: `${tally.nullKeys}`,
    keys: tally.manyKeys ? null : `${tally.keys}`,
    largest: matched === 0 ? null : largest,
    oversize: `${oversize}`,
    matched: chosen ? `${matched}` : null,
    first: first === null ? null : toTimestamp(first),
    last: last === null ? null : toTimestamp(last),
    outOfOrder: `${tally.outOfOrder}`,
  }
}

/** By the mean size of those looked at; null where there are none. */
function estimated(records: bigint, { matched, bytes }: { matched: number; bytes: number }): string | null {
  return matched === 0 ? null : `${(records * BigInt(bytes)) / BigInt(matched)}`
}
