import type { ReplaySource } from '@sluice/shared/replay'
import type { Stretch } from './read-stretches.ts'
import type { SourceRange } from './resolve-source.ts'

/** Records that stand nearer to each other are read in one go. */
const NEAR = 500n

/** What is to be read of the ranges: around the records that are named, else all of it. */
export function stretchesOf(
  ranges: readonly SourceRange[],
  { records }: Pick<ReplaySource, 'records'>,
): Stretch[] {
  if (records === undefined)
    return ranges.map(({ topic, partition, from, to }) => ({ topic, partition, from, to }))
  const named = Map.groupBy(records, ({ topic, partition }) => `${topic}/${partition}`)
  return ranges.flatMap(({ topic, partition, from, to }) => {
    const offsets = (named.get(`${topic}/${partition}`) ?? []).map(({ offset }) => BigInt(offset))
    const within = offsets.filter((offset) => offset >= from && offset < to)
    const stretches: Stretch[] = []
    for (const offset of within.sort((a, b) => (a < b ? -1 : 1))) {
      const last = stretches.at(-1)
      if (last !== undefined && offset - last.to < NEAR) last.to = offset + 1n
      else stretches.push({ topic, partition, from: offset, to: offset + 1n })
    }
    return stretches
  })
}
