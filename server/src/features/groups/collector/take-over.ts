import type { GroupRecord } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'
import type { LagMemory } from './lag-memory.ts'
import { below, copyOffset, equal, isUnknown, setDifference, setUnknown, setZero } from './offset-words.ts'
import type { PartitionBook } from './partition-book.ts'
import { NONE } from './row-marks.ts'
import type { RowTable } from './row-table.ts'

const UNCHANGED_COUNTED = 255

/** Lays the ends beside the commits that were read right before them. True: a commit moved. */
export function takeOver(
  { rows, book }: LagMemory,
  record: GroupRecord,
  watch: GroupWatch,
  now: number,
): boolean {
  const share = record.kind === 'share'
  const { pending, committed, stable, end } = rows.words
  let moved = false
  for (let index = 0; index < record.rows.length; index += 1) {
    const row = record.rows[index] ?? -1
    const part = rows.part[row] ?? -1
    const stays = equal(pending, row, committed, row)
    const same = stays && equal(stable, row, book.words.stable, part)
    rows.unchanged[row] = same ? Math.min(UNCHANGED_COUNTED, (rows.unchanged[row] ?? 0) + 1) : 1
    if (!stays && rows.samples[row] !== 0 && !isUnknown(committed, row)) {
      moved = true
      const [from, to] = [rows.committed[row] ?? NONE, rows.pending[row] ?? NONE]
      if (to !== NONE) followBack(rows, row, { before: from, commit: to, now })
      watch.moved(record, part, { from, to })
    }
    if (isUnknown(pending, row)) setUnknown(committed, row)
    copyOffset(stable, row, book.words.stable, part)
    copyOffset(end, row, book.words.end, part)
    if (!share) setLag(rows, row, book, part)
  }
  return moved
}

/** As {@link lagBetween} tells. */
function setLag(rows: RowTable, row: number, book: PartitionBook, part: number): void {
  const { pending: commit, stable, lag } = rows.words
  const { start } = book.words
  if (isUnknown(commit, row) || isUnknown(stable, row)) {
    setUnknown(lag, row)
    return
  }
  if (below(commit, row, start, part)) setDifference(lag, row, stable, row, start, part)
  else setDifference(lag, row, stable, row, commit, row)
  if (isUnknown(lag, row)) setZero(lag, row)
}

/** A commit that went back is remembered until it is again where it was. */
function followBack(
  { rewound }: RowTable,
  row: number,
  { before, commit, now }: { before: bigint; commit: bigint; now: number },
): void {
  const known = rewound.get(row)
  if (known !== undefined && commit >= known.from) rewound.delete(row)
  else if (known === undefined && commit < before) rewound.set(row, { from: before, at: now })
}
