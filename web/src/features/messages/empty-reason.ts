import type { ScanNote } from '@sluice/shared/messages'
import type { ScanSnapshot } from './message-store.ts'

export type EmptyReason =
  /** The partitions asked for hold nothing; `removed` offsets were used before. */
  | { kind: 'topic-empty'; removed: bigint }
  | { kind: 'missing' }
  | { kind: 'beyond-end' }
  | { kind: 'no-later' }
  /** Everything there is waits for an open transaction. */
  | { kind: 'held' }
  | { kind: 'none' }

/** Why a finished scan has no rows, the most telling reason first. */
export function emptyReason({
  open,
  notes,
  missing,
}: Pick<ScanSnapshot, 'open' | 'notes' | 'missing'>): EmptyReason {
  const ranges = open?.ranges ?? []
  if (ranges.length === 0 && missing.length > 0) return { kind: 'missing' }
  if (
    ranges.length > 0 &&
    missing.length === 0 &&
    ranges.every(({ logStart, logEnd }) => logStart === logEnd)
  ) {
    return { kind: 'topic-empty', removed: ranges.reduce((sum, { logEnd }) => sum + BigInt(logEnd), 0n) }
  }
  const noted = (code: ScanNote['code']) => notes.some((note) => note.code === code)
  if (noted('open-transaction')) return { kind: 'held' }
  if (noted('offset-beyond-end')) return { kind: 'beyond-end' }
  return noted('no-later-timestamp') ? { kind: 'no-later' } : { kind: 'none' }
}
