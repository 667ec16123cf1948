import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteFaultOf } from './sqlite-fault.ts'

/** What says that this process is the one that writes history in a folder. */
export interface FolderLock {
  release(): void
}

/**
 * Takes the folder, or answers null where another process has it. The lock is SQLite's own on an empty database: the
 * system lets go of it with the process, however that ends, on every platform.
 */
export function lockFolder(folder: string): FolderLock | null {
  const db = new DatabaseSync(join(folder, 'sluice.lock'), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    if (sqliteFaultOf(error) === 'busy') return null
    throw error
  }
}
