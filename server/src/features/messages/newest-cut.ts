import { NewestScan } from './newest-scan.ts'
import { NoteBook } from './note-book.ts'
import { PartitionMap } from './partition-map.ts'
import type { ScanContext } from './scan-context.ts'
import type { PlannedRange } from './scan-plan.ts'
import type { RankedRow } from './top-rows.ts'

/** Where the newest `count` messages begin in each partition; the range's end where it holds none of them. */
export async function cutNewest(
  ctx: ScanContext,
  count: number,
  ranges: readonly PlannedRange[],
): Promise<PartitionMap<bigint>> {
  // Gaps met on the way are no news of the scan itself; that the cut may be inexact is.
  const notes = new NoteBook()
  const plan = { limit: count, ranges: [...ranges], unread: [], after: null }
  const newest: RankedRow[] = []
  for await (const rows of new NewestScan({ ...ctx, notes, check: null }, plan).newest()) newest.push(...rows)
  ctx.notes.merge(notes, 'out-of-order')
  // A part of the newest would cut at the wrong place without a word.
  ctx.stop.signal.throwIfAborted()
  const cut = new PartitionMap(ranges.map((range) => [range, range.end] as const))
  for (const row of newest) {
    const lowest = cut.get(row)
    if (lowest === undefined || row.offset < lowest) cut.set(row, row.offset)
  }
  return cut
}
