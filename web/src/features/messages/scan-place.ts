import type { Frame, Message, ScanRequest } from '@sluice/shared/messages'

/** Follows how far a scan has come, so that it can be read on even where it ended without a cursor. */
export class ScanPlace {
  readonly #request: ScanRequest
  #open: Frame<'open'> | null = null
  readonly #passed = new Map<number, bigint>()

  constructor(request: ScanRequest) {
    this.#request = request
  }

  open(frame: Frame<'open'>): void {
    this.#open ??= frame
  }

  passed(rows: readonly Message[]): void {
    for (const row of rows) this.#passed.set(row.partition, BigInt(row.offset))
  }

  /**
   * The request that reads on. With a cursor it is the same one from there. A forward scan that was stopped or cut
   * goes on behind the last row of each partition; of a newest-first one the place is not known.
   */
  next(end: Frame<'end'> | null): ScanRequest | null {
    if (end !== null) return end.cursor === null ? null : { ...this.#request, cursor: end.cursor }
    if (this.#open === null || this.#open.order !== 'forward') return null
    const offsets: Record<string, string> = {}
    for (const { partition, start, end: rangeEnd } of this.#open.ranges) {
      const last = this.#passed.get(partition)
      const at = last === undefined ? BigInt(start) : last + 1n
      if (at < BigInt(rangeEnd)) offsets[partition] = String(at)
    }
    if (Object.keys(offsets).length === 0) return null
    // The partitions are named by their offsets, and what a cursor says is said by them too.
    const { cursor, partitions, ...rest } = this.#request
    return { ...rest, from: { offsets } }
  }
}
