import type { KafkaGateway } from '#kafka/gateway.ts'
import { askOffsets, type CallLimits } from './ask-offsets.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { below, isUnknown } from './offset-words.ts'
import type { PartitionBook } from './partition-book.ts'
import { FEW_ROWS } from './poll-tiers.ts'
import { NONE } from './row-marks.ts'

const EVERY_MS = 300_000
/** Where something is unread, retention may take it. */
const BEHIND_EVERY_MS = 30_000

/**
 * Log starts move seldom. Those of partitions that are new, or where a commit lies below the one known, are looked at at
 * once, and all of them where they are few.
 */
export function dueForStarts(
  { book, rows }: LagMemory,
  records: readonly GroupRecord[],
  parts: readonly number[],
  now: number,
): number[] {
  // Who told no end is not waited for once more.
  const told = parts.filter((part) => (book.end[part] ?? NONE) !== NONE)
  if (rows.size <= FEW_ROWS) return told
  const due = new Set(told.filter((part) => !(now - (book.startAt[part] ?? Number.NaN) < EVERY_MS)))
  const { pending } = rows.words
  const { start, end } = book.words
  for (const record of records)
    for (let index = 0; index < record.rows.length; index += 1) {
      const row = record.rows[index] ?? -1
      const part = rows.part[row] ?? -1
      if (isUnknown(pending, row) || isUnknown(end, part)) continue
      const lost = below(pending, row, start, part)
      const stale = now - (book.startAt[part] ?? 0) >= BEHIND_EVERY_MS
      if (lost || (stale && below(pending, row, end, part))) due.add(part)
    }
  return [...due]
}

/** Log starts. What cannot be read keeps what was known: a start only ever grows. */
export async function readStarts(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  book: PartitionBook,
  parts: readonly number[],
  limits: CallLimits,
  now: () => number,
): Promise<void> {
  if (parts.length === 0) return
  const answers = await askOffsets(
    gateway,
    parts.map((part) => book.name(part)),
    'earliest',
    { ...limits, isolation: 'read_uncommitted' },
  )
  const at = now()
  for (const [index, part] of parts.entries()) {
    const answer = answers[index]
    if (answer?.ok !== true || answer.value.offset === null) continue
    book.start[part] = answer.value.offset
    book.startAt[part] = at
  }
}
