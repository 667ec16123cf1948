/** Work on the database that waits for the disk: done in a thread, by a connection of its own. */
export const STORE_JOBS = {
  /** Looks through the whole file; answers `ok`, or what is wrong. */
  check: 'PRAGMA quick_check(1)',
  /** Copies what was written into the database proper, and waits until the disk has it. Holds up nobody. */
  checkpoint: 'PRAGMA wal_checkpoint(PASSIVE)',
} as const
export type StoreJob = keyof typeof STORE_JOBS

/** What the thread is given. */
export interface StoreOrder {
  file: string
  job: StoreJob
}

/** What it answers: the first value of the pragma, or the failure. */
export type StoreWord = { told: string } | { failure: string; errcode: number | null }
