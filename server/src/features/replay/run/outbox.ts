import type { TopicPartitionId } from '#kafka/calls.ts'
import type { CopyItem, WriteItem } from './lane-item.ts'
import type { LaneProgress } from './lane-progress.ts'
import { Parcel, type Share } from './parcel.ts'
import { keyOf } from './written-book.ts'

/** What sends parcels: those of one partition in the order they are handed over. */
export interface ParcelSender {
  /** Bytes of a partition's batch at most. */
  maxBytes(target: TopicPartitionId): number
  /** Resolves when the parcel is settled, one way or the other; rejects where the job cannot go on. */
  send(parcel: Parcel): Promise<void>
}

export interface OutboxOptions {
  sender: ParcelSender
  now: () => number
  /** A parcel was settled. */
  onSettled(parcel: Parcel): void
  onFault(error: unknown): void
}

const BATCH_RECORDS = 20_000
export const LINGER_MS = 20
/** On the way at once. */
const FLIGHT_BYTES = 8 * 1024 * 1024

/** Lays records that go to the same partition together, and knows what is on its way. */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #open = new Map<string, Parcel>()
  /** The share of each source partition that records may still be added to. */
  readonly #shares = new Map<LaneProgress, { parcel: Parcel; share: Share }>()
  #flightBytes = 0
  #flights = 0
  #records = 0
  #faulty = false

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  get full(): boolean {
    return this.#flightBytes >= FLIGHT_BYTES
  }

  /** Nothing waits and nothing is on its way. */
  get idle(): boolean {
    return this.#flights === 0 && this.#open.size === 0
  }

  /** Records handed over of which it is not known whether they are in the target. */
  get inFlight(): number {
    return this.#records
  }

  /** Its bytes, about. */
  add(item: WriteItem, progress: LaneProgress): number {
    const key = keyOf(item.target)
    let parcel = this.#open.get(key)
    if (parcel === undefined) {
      parcel = new Parcel(item.target, this.#options.now())
      this.#open.set(key, parcel)
    }
    const size = parcel.add(item, this.#shareOf(parcel, progress, item.until))
    if (parcel.size >= this.#options.sender.maxBytes(item.target) || parcel.records >= BATCH_RECORDS)
      this.#send(key, parcel)
    return size
  }

  /** A record would make a batch too large: what waits goes first. */
  makeRoom(target: TopicPartitionId, size: number): void {
    const key = keyOf(target)
    const parcel = this.#open.get(key)
    if (parcel !== undefined && parcel.size + size > this.#options.sender.maxBytes(target))
      this.#send(key, parcel)
  }

  copy(item: CopyItem, progress: LaneProgress): number {
    const key = keyOf(item.target)
    const waiting = this.#open.get(key)
    if (waiting !== undefined) this.#send(key, waiting)
    const { byteLength, recordCount, maxTimestamp } = item.batch.header
    const parcel = new Parcel(item.target, this.#options.now())
    const stretch = progress.take(item.until)
    stretch.eventTime = maxTimestamp
    stretch.counts.read += recordCount
    parcel.copy = item
    parcel.size = byteLength
    parcel.shares.push({ progress, stretch, records: recordCount, size: byteLength })
    this.#send(key, parcel)
    return byteLength
  }

  /** The stretch that what comes next in a source partition may be counted with; null: there is none. */
  openStretch(progress: LaneProgress) {
    const last = this.#shares.get(progress)
    return last === undefined || last.parcel.closed ? null : last.share.stretch
  }

  /** Sends what has waited long enough. */
  tidy(): void {
    const before = this.#options.now() - LINGER_MS
    for (const [key, parcel] of this.#open) if (parcel.since <= before) this.#send(key, parcel)
  }

  flush(): void {
    for (const [key, parcel] of this.#open) this.#send(key, parcel)
  }

  /** Drops what waits: it stays to be done. */
  drop(): void {
    for (const parcel of this.#open.values()) parcel.closed = true
    this.#open.clear()
  }

  #shareOf(parcel: Parcel, progress: LaneProgress, until: bigint): Share {
    const last = this.#shares.get(progress)
    if (last?.parcel === parcel) return last.share
    const share = { progress, stretch: progress.take(until), records: 0, size: 0 }
    parcel.shares.push(share)
    this.#shares.set(progress, { parcel, share })
    return share
  }

  #send(key: string, parcel: Parcel): void {
    parcel.closed = true
    this.#open.delete(key)
    if (this.#faulty) return
    const { sender, onSettled, onFault } = this.#options
    this.#flights += 1
    this.#flightBytes += parcel.size
    this.#records += parcel.records
    sender
      .send(parcel)
      .then(
        () => {
          this.#records -= parcel.records
          onSettled(parcel)
        },
        (error: unknown) => {
          this.#faulty = true
          onFault(error)
        },
      )
      .finally(() => {
        this.#flights -= 1
        this.#flightBytes -= parcel.size
      })
  }
}
