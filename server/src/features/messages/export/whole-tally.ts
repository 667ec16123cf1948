import type { Frame } from '@sluice/shared/messages'

/** Adds up what the pages of one scan counted, so that their frames speak of the whole. */
export class WholeTally {
  readonly #startedAt: number
  #offsetsTotal: bigint | null = null
  #records = 0
  #matched = 0
  #bytes = 0
  #filterErrors = 0
  #undecodable = 0

  constructor(startedAt: number) {
    this.#startedAt = startedAt
  }

  /** Whether the first page has begun, whose ranges are those of the whole. */
  get opened(): boolean {
    return this.#offsetsTotal !== null
  }

  /** Messages of the pages that have ended. */
  get matched(): number {
    return this.#matched
  }

  open({ ranges }: Frame<'open'>): void {
    this.#offsetsTotal = ranges.reduce((sum, { start, end }) => sum + BigInt(end) - BigInt(start), 0n)
  }

  /** A page knows what is left from its own beginning on. */
  progress(frame: Frame<'progress'>, now: number): Frame<'progress'> {
    const left = BigInt(frame.offsetsTotal) - BigInt(frame.offsetsDone)
    const total = this.#offsetsTotal ?? 0n
    return {
      ...frame,
      records: this.#records + frame.records,
      matched: this.#matched + frame.matched,
      bytes: this.#bytes + frame.bytes,
      filterErrors: this.#filterErrors + frame.filterErrors,
      undecodable: this.#undecodable + frame.undecodable,
      elapsedMs: now - this.#startedAt,
      offsetsDone: `${left < total ? total - left : 0n}`,
      offsetsTotal: `${total}`,
    }
  }

  close({ records, matched, bytes, filterErrors, undecodable }: Frame<'end'>): void {
    this.#records += records
    this.#matched += matched
    this.#bytes += bytes
    this.#filterErrors += filterErrors
    this.#undecodable += undecodable
  }

  /** The last page's end as that of the whole; what is missing of it is missing still. */
  end(last: Frame<'end'>, now: number): Frame<'end'> {
    const [records, matched, bytes] = [this.#records, this.#matched, this.#bytes]
    const [filterErrors, undecodable] = [this.#filterErrors, this.#undecodable]
    return { ...last, records, matched, bytes, filterErrors, undecodable, elapsedMs: now - this.#startedAt }
  }
}
