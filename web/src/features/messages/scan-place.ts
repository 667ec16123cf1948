import type { Message, ScanRequest } from '@sluice/shared/messages'

/**
 * Follows how far a scan has come, so that it can be read on wherever it stops. The last cursor told may lie a moment
 * back: rows that came since then come again, and are passed over.
 */
export class ScanPlace {
  readonly #request: ScanRequest
  #cursor: string | null = null
  /** Rows that came after the cursor, and those that a scan read on from it is to bring once more. */
  readonly #since = new Set<string>()
  readonly #again = new Set<string>()

  constructor(request: ScanRequest) {
    this.#request = request
  }

  /** Everything that came so far lies before this cursor; null: nothing is left, or no place is known. */
  reached(cursor: string | null): void {
    this.#cursor = cursor
    this.#since.clear()
  }

  /** A request reads on from the last cursor. */
  readOn(): void {
    for (const id of this.#since) this.#again.add(id)
    this.#since.clear()
  }

  /** The rows that were not there before. */
  fresh(rows: readonly Message[]): Message[] {
    return rows.filter((row) => {
      const id = `${row.topic}/${row.partition}/${row.offset}`
      this.#since.add(id)
      return !this.#again.delete(id)
    })
  }

  /** The request that reads on; null where nothing is left, or the place is not known. */
  get next(): ScanRequest | null {
    return this.#cursor === null ? null : { ...this.#request, cursor: this.#cursor }
  }
}
