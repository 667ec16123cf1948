import { statfsSync, statSync } from 'node:fs'
import { sqliteFaultOf } from './sqlite-fault.ts'
import { runStoreJob } from './store-thread.ts'

export type StoreLog = Record<
  'info' | 'warn' | 'error',
  (event: string, fields: Record<string, unknown>) => void
>

/** A database of this size is looked through within a tenth of a second. */
const CHECKED_AT_ONCE = 32 << 20
/** The write-ahead log is copied into the database from this size on. */
const LOG_BYTES = 4 << 20
/** More than a cycle of many groups writes. */
const ROOM_BYTES = 8 << 20
/** Its size is looked at once in so many writes. */
const WRITES_A_LOOK = 16

/** What waits for the disk, and therefore is done in a thread where there is one. */
export class DiskWork {
  readonly #file: string
  readonly #worker: URL | null
  readonly #log: StoreLog
  #writes = 0
  #copying = false

  constructor(file: string, worker: URL | null, log: StoreLog) {
    this.#file = file
    this.#worker = worker
    this.#log = log
  }

  /** Whether somebody else than who writes copies the log into the database. */
  get copies(): boolean {
    return this.#worker !== null
  }

  /** Whether looking through the file would hold others up. */
  get checksLater(): boolean {
    return this.#worker !== null && sizeOf(this.#file) > CHECKED_AT_ONCE
  }

  /** What is damaged in the file; null: nothing, or it could not be looked through. */
  async check(): Promise<string | null> {
    if (this.#worker === null) return null
    const word = await runStoreJob(this.#worker, { file: this.#file, job: 'check' })
    if ('told' in word) {
      if (word.told !== 'ok') return word.told
      this.#log.info('store-checked', { file: this.#file })
      return null
    }
    if (sqliteFaultOf(Object.assign(new Error(), { errcode: word.errcode })) === 'corrupt')
      return word.failure
    this.#log.warn('store-not-checked', { file: this.#file, message: word.failure })
    return null
  }

  /** To be called after each write: copies the log once it is long. */
  written(): void {
    this.#writes += 1
    if (this.#worker === null || this.#copying || this.#writes % WRITES_A_LOOK !== 0) return
    if (sizeOf(`${this.#file}-wal`) < LOG_BYTES) return
    this.#copying = true
    void runStoreJob(this.#worker, { file: this.#file, job: 'checkpoint' }).then((word) => {
      this.#copying = false
      if ('failure' in word) this.#log.warn('store-not-copied', { file: this.#file, message: word.failure })
    })
  }
}

/** Whether the disk of a folder has room for some cycles; where it does not say, it is taken to have. */
export function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ROOM_BYTES
  } catch {
    // A file system without such figures: the next write tells.
    return true
  }
}

/** Of a file, or 0 where there is none. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
