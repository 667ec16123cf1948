import { NewestScan } from './newest-scan.ts'
import { NoteBook } from './note-book.ts'
import type { ScanContext } from './scan-context.ts'
import type { PlannedRange } from './scan-plan.ts'

/** Where the newest `count` messages begin in each partition; the range's end where it holds none of them. */
export async function cutNewest(
  ctx: ScanContext,
  count: number,
  ranges: readonly PlannedRange[],
): Promise<Map<number, bigint>> {
  // Gaps met on the way are no news of the scan itself; that the cut may be inexact is.
  const notes = new NoteBook()
  const plan = { limit: count, ranges: [...ranges], unread: [], after: null }
  const newest = await new NewestScan({ ...ctx, notes, matcher: null }, plan).newest()
  ctx.notes.merge(notes, 'out-of-order')
  const cut = new Map(ranges.map(({ partition, end }) => [partition, end]))
  for (const { partition, offset } of newest) {
    const lowest = cut.get(partition)
    if (lowest === undefined || offset < lowest) cut.set(partition, offset)
  }
  return cut
}
