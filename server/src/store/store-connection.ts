import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** How long a write waits for that of another process. */
const BUSY_MS = 500
/** What is left of the write-ahead log once it was copied into the database. */
const LOG_BYTES = 8 << 20
const CACHE_KB = 8 << 10
/** Pages of the log upon which a write copies it itself, which takes as long as the disk does. */
const PAGES_COPIED = 1_000
const PAGES_COPIED_ELSEWHERE = 16_000
/** The code of a damaged file. */
export const SQLITE_CORRUPT = 11

/** An open database, with every statement prepared once. */
export class StoreConnection {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  /**
   * Makes the file where there is none. `copied`: somebody else copies the write-ahead log into the database, and it
   * is copied here only should it grow far beyond. Throws what SQLite throws, for what is no database too.
   */
  constructor(file: string, copied = false) {
    this.#db = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: true })
    try {
      this.#db.exec(
        `PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         PRAGMA journal_size_limit = ${LOG_BYTES}; PRAGMA cache_size = -${CACHE_KB};
         PRAGMA wal_autocheckpoint = ${copied ? PAGES_COPIED_ELSEWHERE : PAGES_COPIED}`,
      )
    } catch (error) {
      this.#db.close()
      throw error
    }
  }

  /** The same statement for the same text, always. */
  sql(text: string): StatementSync {
    const known = this.#statements.get(text)
    if (known !== undefined) return known
    const statement = this.#db.prepare(text)
    this.#statements.set(text, statement)
    return statement
  }

  /** For what is run once: pragmas and the texts of migrations. */
  run(text: string): void {
    this.#db.exec(text)
  }

  /** A whole number that a pragma or a counting query answers. */
  number(text: string): number {
    const row = this.sql(text).get()
    const value = row === undefined ? undefined : Object.values(row)[0]
    return typeof value === 'number' ? value : 0
  }

  /** Looks through the whole file; throws where it is damaged. */
  check(): void {
    const told = this.#db.prepare('PRAGMA quick_check(1)').get()
    const verdict = told === undefined ? 'no answer' : Object.values(told)[0]
    if (verdict === 'ok') return
    throw Object.assign(new Error(String(verdict)), { errcode: SQLITE_CORRUPT })
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite rolls back by itself where the disk is full.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }

  /** As {@link transaction}, and on the disk when it returns: it outlasts a loss of power. */
  durable<T>(work: () => T): T {
    this.#db.exec('PRAGMA synchronous = FULL')
    try {
      return this.transaction(work)
    } finally {
      this.#db.exec('PRAGMA synchronous = NORMAL')
    }
  }

  close(): void {
    this.#statements.clear()
    this.#db.close()
  }
}
