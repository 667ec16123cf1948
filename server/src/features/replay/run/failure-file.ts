import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#http/app-error.ts'
import type { Failure } from './lane-item.ts'

/** As many of a job's failures as it tells of itself. */
export const FAILURES_TOLD = 100
/** After so many a person looks first: the job stops before the next, and goes on when it is told to. */
const LINES_MAX = 1_000_000

export const FAILURE_FILE = 'failures.ndjson'

/** The records of a job that were not written, one JSON object a line, in a folder of its own. */
export class FailureFile {
  readonly #folder: string
  #lines = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Resolves when they are in the file; one handful after the other. */
  async add(failures: readonly Failure[]): Promise<void> {
    if (failures.length === 0) return await this.#turn
    if (this.#lines + failures.length > LINES_MAX) throw tooMany()
    const lines = failures.map((failure) => `${JSON.stringify(toLine(failure))}\n`)
    this.#lines += lines.length
    this.#turn = this.#turn.then(() => this.#append(lines.join('')))
    await this.#turn
  }

  async #append(text: string): Promise<void> {
    if (text === '') return
    const path = join(this.#folder, FAILURE_FILE)
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await appendFile(path, text, { mode: 0o600 })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new AppError(
        'STORE_UNAVAILABLE',
        `Records that failed cannot be written down in ${path}: ${why}. Mend that, then let the job go on.`,
        { cause: error },
      )
    }
  }
}

function tooMany(): AppError {
  return new AppError(
    'RECORD_REFUSED',
    `${LINES_MAX} records failed since the job was begun or resumed. Look at why, then let it go on or abort it.`,
  )
}

export function toLine({ topic, partition, offset, code, reason }: Failure) {
  return { topic, partition, offset: offset.toString(), code, reason: reason.slice(0, 2000) }
}
