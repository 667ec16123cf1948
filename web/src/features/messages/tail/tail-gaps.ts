import type { Message, ScanRequest } from '@sluice/shared/messages'
import type { TailRequest } from '@sluice/shared/messages-tail'
import { type OpenScan, readScanPage } from '../scan-page.ts'
import type { MissedRange } from './tail-places.ts'

/** Read at a time: more would push out what has arrived since. */
const FILL_ROWS = 2_000

/** A stretch of time without a connection, and what passed by in it. */
export interface TailGap {
  id: number
  fromMs: number
  toMs: number
  ranges: readonly MissedRange[]
  /** The first row that came after it, which it is marked at; null until one has. */
  before: Message | null
  state: 'open' | 'filling' | 'failed'
  /** Rows of it that were put in. */
  filled: number
  /** Where to read on; null: from its start. */
  cursor: string | null
  error: unknown
}

export function missedOffsets({ ranges }: Pick<TailGap, 'ranges'>): bigint {
  return ranges.reduce((sum, { from, to }) => sum + (to - from), 0n)
}

/** Exactly what the gap holds of its first topic, by the same rules as the tail. */
export function gapRequest(gap: TailGap, { key, filter, isolation }: TailRequest): ScanRequest {
  const [first] = gap.ranges
  const ofTopic = gap.ranges.filter(({ topic }) => topic === first?.topic)
  const places = (at: 'from' | 'to') =>
    Object.fromEntries(ofTopic.map((range) => [String(range.partition), `${range[at]}`]))
  return {
    ...(first && { topic: first.topic }),
    from: { offsets: places('from') },
    to: { offsets: places('to') },
    order: 'time',
    limit: FILL_ROWS,
    isolation,
    ...(key && { key }),
    ...(filter && { filter }),
    ...(gap.cursor !== null && { cursor: gap.cursor }),
  }
}

/** The next rows of a gap, and what is left of it; no ranges once it is read to its end. */
export async function readGap(
  open: OpenScan,
  gap: TailGap,
  request: TailRequest,
  signal: AbortSignal,
): Promise<{ rows: Message[]; cursor: string | null; ranges: readonly MissedRange[] }> {
  const { rows, end } = await readScanPage(open(gapRequest(gap, request), signal))
  const [first] = gap.ranges
  const others = gap.ranges.filter(({ topic }) => topic !== first?.topic)
  return { rows, cursor: end.cursor, ranges: end.cursor === null ? others : gap.ranges }
}
