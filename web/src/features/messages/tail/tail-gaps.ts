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

/** Exactly what the gap holds, by the same rules as the tail. */
export function gapRequest(gap: TailGap, { key, filter, isolation, topic }: TailRequest): ScanRequest {
  const places = (at: 'from' | 'to') =>
    Object.fromEntries(gap.ranges.map((range) => [String(range.partition), `${range[at]}`]))
  return {
    topic: gap.ranges[0]?.topic ?? topic,
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

/** The next rows of a gap, and the cursor of those left; null once it is read to its end. */
export async function readGap(
  open: OpenScan,
  gap: TailGap,
  request: TailRequest,
  signal: AbortSignal,
): Promise<{ rows: Message[]; cursor: string | null }> {
  const { rows, end } = await readScanPage(open(gapRequest(gap, request), signal))
  return { rows, cursor: end.cursor }
}
