/** What a failure of SQLite means for us; `other` is a mistake of ours, such as a statement that is wrong. */
export type SqliteFault = 'corrupt' | 'busy' | 'full' | 'read-only' | 'io' | 'cannot-open' | 'other'

/** Primary result codes, as sqlite.org/rescode.html lists them. */
const FAULTS: Readonly<Record<number, SqliteFault>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  14: 'cannot-open',
  23: 'cannot-open',
  26: 'corrupt',
}

/** Null for what is no failure of SQLite or of the file system at all. */
export function sqliteFaultOf(error: unknown): SqliteFault | null {
  if (!(error instanceof Error)) return null
  if ('errcode' in error && typeof error.errcode === 'number') {
    // The low byte is the primary code; what is above it only refines it.
    return FAULTS[error.errcode & 0xff] ?? 'other'
  }
  if (!('code' in error) || typeof error.code !== 'string') return null
  if (error.code === 'EROFS') return 'read-only'
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return 'full'
  return /^E[A-Z]+$/.test(error.code) ? 'cannot-open' : null
}
