import { setImmediate as breathe } from 'node:timers/promises'
import { lowerOf } from '#features/messages/offset-order.ts'
import type { RecordCheck } from '#features/messages/record-check.ts'
import type { TopicPartitionId } from '#kafka/calls.ts'
import type { BrokenBatch, RecordBatch } from '#records/record.ts'
import { canCopyVerbatim } from '#records/restamp.ts'
import type { RecordShaper } from '../replay-parts.ts'
import { type FetchDeps, type FetchedLane, fetchLane } from './fetch-lane.ts'
import { ItemMaker } from './item-maker.ts'
import type { CopyItem, LaneItem, PassItem } from './lane-item.ts'
import { NO_COUNTS } from './lane-progress.ts'
import { batchesOf, endOf, type WalkStep, walkBatch, walkLane } from './walk-lane.ts'

export interface LaneSourceOptions extends TopicPartitionId {
  from: bigint
  to: bigint
  /** Asked for at a time. */
  bytes: number
  /** These offsets only, ascending. */
  wanted: readonly bigint[] | null
  /** Written already, as its own copies in the target say. */
  isWritten: ((offset: bigint) => boolean) | null
  check: RecordCheck | null
  shaper: RecordShaper
  /** Whether whole batches may be copied, as far as the job is concerned. */
  copies: boolean
  fetch: FetchDeps
  /** Told of offsets that were removed before they were read; what it throws ends the reading. */
  onGap(from: bigint, to: bigint): void
}

/** What a source partition has to write, one answer of its leader after the other, the next being under way meanwhile. */
export class LaneSource {
  readonly #options: LaneSourceOptions
  #items: LaneItem[] = []
  #at = 0
  #next: bigint
  #ahead: { from: bigint; answer: Promise<FetchedLane> } | null = null
  #busy = false

  constructor(options: LaneSourceOptions) {
    this.#options = options
    this.#next = options.from
    this.#skipUnwanted()
  }

  /** All of it has been given out. */
  get ended(): boolean {
    return this.#at >= this.#items.length && this.#next >= this.#options.to && !this.#busy
  }

  /** What comes next, as far as it is here. */
  get head(): LaneItem | undefined {
    return this.#items[this.#at]
  }

  shift(): void {
    this.#at += 1
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Reads on, once what there is has been given out. */
  async refill(): Promise<void> {
    if (this.#busy || this.head !== undefined || this.#next >= this.#options.to) return
    this.#busy = true
    try {
      const answer = await this.#answer()
      const { to, fetch } = this.#options
      fetch.signal.throwIfAborted()
      if (answer.kind === 'removed') {
        const until = lowerOf(answer.logStart, to)
        this.#options.onGap(this.#next, until)
        this.#give([pass(until)], until)
        return
      }
      const batches = batchesOf(answer.fetched)
      const end = endOf(batches, this.#next)
      const until = lowerOf(end, to)
      if (until < to) this.#fetchFrom(this.#wantedFrom(until))
      const items = await this.#itemsOf(batches, answer.fetched, until)
      this.#give(items, until)
    } finally {
      this.#busy = false
    }
  }

  /** Puts the records of a whole batch in its place: it cannot be sent at once. */
  async open(item: CopyItem): Promise<void> {
    this.#busy = true
    try {
      const from = item.batch.header.baseOffset
      const walk = walkBatch(item.batch, { from, until: item.until }, null)
      const items = await this.#shaped(walk)
      this.#items = [...items, ...this.#items.slice(this.#at + 1)]
      this.#at = 0
    } finally {
      this.#busy = false
    }
  }

  #give(items: LaneItem[], until: bigint): void {
    this.#items = items
    this.#at = 0
    this.#next = until
    this.#skipUnwanted()
  }

  /** Where records are named one by one, what lies between them is not even asked for. */
  #skipUnwanted(): void {
    const next = this.#wantedFrom(this.#next)
    if (next === this.#next) return
    this.#items.push(pass(next))
    this.#next = next
  }

  #wantedFrom(offset: bigint): bigint {
    const { wanted, to } = this.#options
    if (wanted === null || offset >= to) return offset
    return wanted.find((one) => one >= offset) ?? to
  }

  async #answer(): Promise<FetchedLane> {
    const ahead = this.#ahead
    this.#ahead = null
    if (ahead !== null && ahead.from === this.#next) return await ahead.answer
    return await this.#fetch(this.#next)
  }

  #fetchFrom(offset: bigint): void {
    if (offset >= this.#options.to) return
    const answer = this.#fetch(offset)
    // Met when its turn comes; until then it must not count as unhandled.
    answer.catch(() => {})
    this.#ahead = { from: offset, answer }
  }

  async #fetch(offset: bigint): Promise<FetchedLane> {
    const { fetch, bytes, topic, partition } = this.#options
    return await fetchLane(fetch, { topic, partition }, offset, bytes)
  }

  async #itemsOf(
    batches: readonly (RecordBatch | BrokenBatch)[],
    answer: Parameters<typeof walkLane>[1],
    until: bigint,
  ): Promise<LaneItem[]> {
    const { copies, shaper, check, wanted, isWritten, fetch } = this.#options
    const copying =
      copies && shaper.verbatim !== null && check === null && wanted === null && isWritten === null
    const walk = walkLane(batches, answer, {
      ...{ from: this.#next, to: until, check },
      withAborted: fetch.isolation === 'read_uncommitted',
      whole: (header) => copying && canCopyVerbatim(header),
    })
    return await this.#shaped(walk)
  }

  /** Filters and shapes in handfuls, and keeps everything in its order. */
  async #shaped(walk: Iterable<WalkStep>): Promise<LaneItem[]> {
    const { topic, partition, fetch, check, shaper } = this.#options
    const maker = new ItemMaker({ topic, partition, check, shaper, signal: fetch.signal })
    for (const step of walk) {
      maker.add(step.kind === 'record' ? this.#chosen(step) : step)
      if (!maker.full) continue
      await maker.flush()
      await breathe(undefined, { signal: fetch.signal })
    }
    await maker.flush()
    return maker.items
  }

  /** A record that is not wanted, or is in the target already, is left out before anything is asked of it. */
  #chosen(step: WalkStep & { kind: 'record' }): WalkStep {
    const { wanted, isWritten } = this.#options
    if (wanted === null && isWritten === null) return step
    const { offset } = step.walked.record
    if (wanted !== null && !has(wanted, offset)) return { kind: 'unwanted', until: offset + 1n }
    return isWritten?.(offset) ? { kind: 'written', until: offset + 1n } : step
  }
}

function pass(until: bigint): PassItem {
  return { kind: 'pass', until, counts: { ...NO_COUNTS }, failures: [] }
}

/** Whether an ascending list has it. */
function has(sorted: readonly bigint[], offset: bigint): boolean {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = sorted[middle] ?? offset
    if (one === offset) return true
    if (one < offset) low = middle + 1
    else high = middle - 1
  }
  return false
}
