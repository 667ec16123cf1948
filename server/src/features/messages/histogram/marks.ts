import type { HistogramMark } from '@sluice/shared/messages-histogram'
import type { Counted } from './count-spans.ts'
import { bucketsFor } from './time-axis.ts'
import type { TopicTraits } from './topic-traits.ts'

const TEXTS: Record<HistogramMark['code'], string> = {
  compacted: 'The topic is compacted: offsets whose record is gone are counted too.',
  'create-time':
    'Producers set the timestamps: a message earlier than one before it in its partition counts at the later time.',
  moved: 'The log changed while it was asked; counts next to each other may be off.',
  untimed: 'Some records carry no timestamp and are in no bucket.',
  future: 'Timestamps lie more than a day ahead: from the first of them on, offsets are in no bucket.',
  coarse: 'There are fewer buckets than asked for, so that many partitions are answered in time.',
}

/** What must be said beside the counts. */
export function marksOf(
  { request, spans, axis, stride, moved, last }: Counted,
  { total, before, after }: { total: bigint; before: bigint; after: bigint },
  { compacted, timestampType }: TopicTraits,
): HistogramMark[] {
  const future = axis === null ? last !== null : request.to === undefined && !axis.holdsLast
  const untimed = axis === null ? last === null : request.from === undefined
  const coarse = stride > 1 || bucketsFor(request.buckets, spans.length) < request.buckets
  const marks: [HistogramMark['code'], boolean, bigint | null][] = [
    ['compacted', compacted, null],
    ['create-time', timestampType !== 'LogAppendTime' && total > 0n, null],
    ['moved', moved > 0, BigInt(moved)],
    ['untimed', untimed && before > 0n, before],
    ['future', future && (axis === null || after > 0n), axis === null ? total : after],
    ['coarse', coarse && axis !== null, null],
  ]
  return marks.flatMap(([code, holds, count]) =>
    holds ? [{ code, message: TEXTS[code], count: count === null ? null : `${count}` }] : [],
  )
}
