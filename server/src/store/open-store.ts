import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from '@sluice/shared/errors'
import type { StoreHealth } from '@sluice/shared/store'
import { AppError } from '#http/app-error.ts'
import { DiskWork, hasRoom, type StoreLog, sizeOf } from './disk-work.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { expectVersion, migrate, StoreVersionError } from './migrate.ts'
import { setAside } from './set-aside.ts'
import { type SqliteFault, sqliteFaultOf } from './sqlite-fault.ts'
import { SQLITE_CORRUPT, StoreConnection } from './store-connection.ts'
import { reasonOf, SHARED_REASON } from './store-reasons.ts'

export interface StoreOptions {
  dataDir: string
  /** What history is kept within. */
  maxBytes: number
  log: StoreLog
  /** The program of the thread that waits for the disk; left out, it is waited for here. */
  worker?: URL
  /** Epoch milliseconds. */
  now?: () => number
}

/** What must be kept is read and written by these two. */
export type Shelf = Pick<Store, 'read' | 'write'>
/** And what may be lost by these. */
export type HistoryStore = Pick<Store, 'read' | 'tryWrite' | 'mode' | 'generation'>

/** After a failure the folder is tried again this often by what is written in the background. */
const RETRY_MS = 60_000
/** And this often by a person. */
const RETRY_ASKED_MS = 1_000
const UNAVAILABLE: ErrorCode = 'STORE_UNAVAILABLE'

/**
 * What Sluice keeps: one SQLite file in the data folder. Nothing that goes wrong with it ends Sluice: what need not be
 * kept is dropped and counted, what must be answers `STORE_UNAVAILABLE` with the reason.
 */
export class Store {
  readonly #options: StoreOptions
  readonly #file: string
  readonly #now: () => number
  readonly #disk: DiskWork
  #db: StoreConnection | null = null
  #lock: FolderLock | null = null
  /** Why nothing can be written, or nothing at all. */
  #reason: string | null = null
  /** Whether the reason is that there is no room on the disk. */
  #full = false
  #since: number | null = null
  #triedAt = Number.NEGATIVE_INFINITY
  #dropped = 0
  #generation = 0
  #closed = false
  readonly #setAside: StoreHealth['setAside'] = []

  constructor(options: StoreOptions) {
    this.#options = options
    this.#file = join(options.dataDir, 'sluice.db')
    this.#now = options.now ?? Date.now
    this.#disk = new DiskWork(this.#file, options.worker ?? null, options.log)
    this.#open()
  }

  health(): StoreHealth {
    return {
      mode: this.mode,
      reason: this.mode === 'shared' ? SHARED_REASON : this.#reason,
      since: this.#since,
      bytes: this.#bytes(),
      maxBytes: this.#options.maxBytes,
      dropped: this.#dropped,
      setAside: [...this.#setAside],
    }
  }

  /** Changes whenever the database may be another one than before, with other rows in it. */
  get generation(): number {
    return this.#generation
  }

  /** Throws `STORE_UNAVAILABLE`. */
  read<T>(work: (db: StoreConnection) => T): T {
    this.#tryAgain(RETRY_ASKED_MS)
    return this.#run(work)
  }

  /** All of `work` or nothing, on the disk when it returns. Throws `STORE_UNAVAILABLE`. */
  write<T>(work: (db: StoreConnection) => T): T {
    this.#tryAgain(RETRY_ASKED_MS)
    const result = this.#run((db) => db.durable(() => work(db)))
    this.#recover()
    return result
  }

  /** All of `work` or nothing: what may be lost, of the one process that writes history. Whether it was written. */
  tryWrite(work: (db: StoreConnection) => void): boolean {
    this.#tryAgain(RETRY_MS)
    const db = this.#db
    if (db === null || this.#lock === null || (this.#reason !== null && !this.#due(RETRY_MS)))
      return this.#drop()
    this.#triedAt = this.#now()
    try {
      db.transaction(() => work(db))
      this.#recover()
      this.#disk.written()
      return true
    } catch (error) {
      this.#dropped += 1
      if (this.#failed(error) === null) throw error
      return false
    }
  }

  close(): void {
    this.#closed = true
    this.#release()
  }

  #run<T>(work: (db: StoreConnection) => T): T {
    if (this.#db === null) throw this.#unavailable()
    try {
      return work(this.#db)
    } catch (error) {
      const fault = this.#failed(error)
      if (fault === null) throw error
      throw this.#unavailable(fault, error)
    }
  }

  #drop(): false {
    this.#dropped += 1
    return false
  }

  get mode(): StoreHealth['mode'] {
    if (this.#db === null) return 'off'
    if (this.#reason !== null) return 'refusing'
    return this.#lock === null ? 'shared' : 'writing'
  }

  #due(everyMs: number): boolean {
    return this.#now() - this.#triedAt >= everyMs
  }

  /** Opens what is not open, and takes the folder once the process that had it is gone. */
  #tryAgain(everyMs: number): void {
    if (this.#closed || !this.#due(everyMs)) return
    if (this.#db === null || (this.#lock === null && this.#due(RETRY_MS))) this.#open()
  }

  #open(): void {
    this.#triedAt = this.#now()
    this.#release()
    try {
      mkdirSync(this.#options.dataDir, { recursive: true, mode: 0o700 })
      this.#lock = lockFolder(this.#options.dataDir)
      this.#db = this.#lock === null ? this.#connectShared() : this.#connect()
      this.#generation += 1
      this.#since ??= this.#now()
      this.#recover()
    } catch (error) {
      this.#release()
      const fault = error instanceof StoreVersionError ? 'other' : sqliteFaultOf(error)
      if (fault === null) throw error
      this.#refuse(error instanceof StoreVersionError ? error.message : this.#words(fault, error))
    }
  }

  #connect(): StoreConnection {
    try {
      return this.#connectOnce()
    } catch (error) {
      if (sqliteFaultOf(error) !== 'corrupt') throw error
      this.#putAside(error)
      return this.#connectOnce()
    }
  }

  #connectOnce(): StoreConnection {
    ownFile(this.#file)
    const db = new StoreConnection(this.#file, this.#disk.copies)
    try {
      if (this.#disk.checksLater) void this.#checkLater()
      else db.check()
      for (const { version, what } of migrate(db))
        this.#options.log.info('store-migrated', { file: this.#file, version, what })
      return db
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** A large file is used at once, and put aside when the thread finds that it is damaged. */
  async #checkLater(): Promise<void> {
    const generation = this.#generation + 1
    const damage = await this.#disk.check()
    if (damage === null || this.#closed || this.#generation !== generation) return
    this.#failed(Object.assign(new Error(damage), { errcode: SQLITE_CORRUPT }))
  }

  #connectShared(): StoreConnection {
    const db = new StoreConnection(this.#file)
    try {
      expectVersion(db)
    } catch (error) {
      db.close()
      throw error
    }
    if (this.#since === null)
      this.#options.log.warn('store-shared', { folder: this.#options.dataDir, message: SHARED_REASON })
    return db
  }

  #putAside(error: unknown): void {
    const at = this.#now()
    const why = error instanceof Error ? error.message : String(error)
    const file = setAside(this.#file, at)
    this.#setAside.push({ at, file, why })
    this.#options.log.error('store-set-aside', {
      file,
      why,
      message: 'The database could not be read. It was put aside under this name, and a new one begun.',
    })
  }

  /** What a failure was; null where it was none of the store's. */
  #failed(error: unknown): SqliteFault | null {
    const fault = sqliteFaultOf(error)
    if (fault === null || fault === 'other') return null
    if (fault === 'busy') return fault
    if (fault === 'corrupt' && this.#lock !== null) {
      this.#db?.close()
      this.#db = null
      try {
        this.#putAside(error)
      } catch (failure) {
        this.#release()
        const why = failure instanceof Error ? failure.message : String(failure)
        this.#refuse(`${this.#words(fault, error)} It cannot be put aside either: ${why}.`)
        return fault
      }
      this.#open()
    } else {
      if (fault === 'corrupt' || fault === 'cannot-open') this.#release()
      this.#refuse(this.#words(fault, error), fault === 'full')
    }
    return fault
  }

  #refuse(reason: string, full = false): void {
    this.#full = full
    if (this.#reason === reason) return
    this.#reason = reason
    this.#since = this.#now()
    this.#options.log.warn('store-unavailable', { file: this.#file, message: reason })
  }

  #recover(): void {
    if (this.#reason === null) return
    // On a full disk a small write may go well, and the next one not.
    if (this.#full && !hasRoom(this.#options.dataDir)) return
    this.#reason = null
    this.#since = this.#now()
    this.#options.log.info('store-available', { file: this.#file })
  }

  #words(fault: SqliteFault, error: unknown): string {
    return reasonOf(fault, this.#options.dataDir, error)
  }

  #unavailable(fault?: SqliteFault, cause?: unknown): AppError {
    const reason = fault === undefined ? this.#reason : this.#words(fault, cause)
    return new AppError(UNAVAILABLE, reason ?? 'The store is closed: Sluice is shutting down.', { cause })
  }

  #bytes(): number | null {
    if (this.#db === null) return null
    return sizeOf(this.#file) + sizeOf(`${this.#file}-wal`)
  }

  #release(): void {
    this.#db?.close()
    this.#db = null
    this.#lock?.release()
    this.#lock = null
  }
}

/** Made so that only this user reads it, wherever the folder is; SQLite gives its other files the same rights. */
function ownFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
}
