import type { ReplayLane } from '@sluice/shared/replay-job'
import { toTimestamp } from '@sluice/shared/units'

/** What became of the records of a stretch of a source partition. */
export interface StretchCounts {
  read: number
  written: number
  filtered: number
  skipped: number
  failed: number
  bytes: number
  absent: number
}

export const NO_COUNTS: Readonly<StretchCounts> = {
  read: 0,
  written: 0,
  filtered: 0,
  skipped: 0,
  failed: 0,
  bytes: 0,
  absent: 0,
}

/** A stretch of a source partition that was taken up, up to `until`; its counts hold once it is settled. */
export interface Stretch {
  until: bigint
  counts: StretchCounts
  eventTime: bigint | null
  /** All of it is written, or was left out. */
  settled: boolean
  /** And so is everything before it. */
  passed: boolean
}

type CountName = keyof StretchCounts
const NAMES = Object.keys(NO_COUNTS) as CountName[]

export function addCounts(into: StretchCounts, counts: StretchCounts): void {
  for (const name of NAMES) into[name] += counts[name]
}

/**
 * How far a source partition is. Stretches are taken up in the order of their offsets and settled in any; what is told is
 * the end of those settled without a gap, with their counts alone, so that a job that goes on from there counts nothing
 * twice.
 */
export class LaneProgress {
  readonly topic: string
  readonly partition: number
  readonly from: bigint
  readonly to: bigint
  #next: bigint
  #eventTime: bigint | null
  readonly #counts: Record<CountName, bigint>
  readonly #gaps: { from: string; to: string }[]
  readonly #open: Stretch[] = []
  #first = 0
  #changed = false

  constructor(lane: ReplayLane) {
    this.topic = lane.topic
    this.partition = lane.partition
    this.from = BigInt(lane.from)
    this.to = BigInt(lane.to)
    this.#next = BigInt(lane.next)
    this.#eventTime = lane.eventTime === null ? null : BigInt(lane.eventTime)
    this.#counts = {
      read: BigInt(lane.read),
      written: BigInt(lane.written),
      filtered: BigInt(lane.filtered),
      skipped: BigInt(lane.skipped),
      failed: BigInt(lane.failed),
      bytes: BigInt(lane.bytes),
      absent: BigInt(lane.absent),
    }
    this.#gaps = [...lane.gaps]
  }

  /** Everything before it is done. */
  get next(): bigint {
    return this.#next
  }

  /** Nothing was taken up that is not done. */
  get clean(): boolean {
    return this.#first === this.#open.length
  }

  get gaps(): number {
    return this.#gaps.length
  }

  /** Whether it changed since this was asked last. */
  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  /** Takes up what comes next. */
  take(until: bigint): Stretch {
    const stretch = { until, counts: { ...NO_COUNTS }, eventTime: null, settled: false, passed: false }
    this.#open.push(stretch)
    return stretch
  }

  settle(stretch: Stretch): void {
    stretch.settled = true
    for (let head = this.#open[this.#first]; head?.settled; head = this.#open[this.#first]) {
      head.passed = true
      this.#first += 1
      this.#next = head.until
      this.#eventTime = head.eventTime ?? this.#eventTime
      for (const name of NAMES) if (head.counts[name] > 0) this.#counts[name] += BigInt(head.counts[name])
      this.#changed = true
    }
    if (this.#first > 1024 && this.#first * 2 > this.#open.length) {
      this.#open.splice(0, this.#first)
      this.#first = 0
    }
  }

  /** Records that retention removed before they were read. */
  gap(from: bigint, to: bigint): void {
    const last = this.#gaps.at(-1)
    if (last !== undefined && (last.to === from.toString() || this.#gaps.length >= GAPS_MAX)) {
      this.#gaps[this.#gaps.length - 1] = { from: last.from, to: to.toString() }
    } else this.#gaps.push({ from: from.toString(), to: to.toString() })
    this.#changed = true
  }

  toLane(): ReplayLane {
    const { topic, partition, from, to } = this
    const told = Object.fromEntries(NAMES.map((name) => [name, this.#counts[name].toString()]))
    return {
      ...{ topic, partition, from: `${from}`, next: `${this.#next}`, to: `${to}` },
      ...(told as Record<CountName, string>),
      eventTime: this.#eventTime === null ? null : toTimestamp(this.#eventTime),
      gaps: [...this.#gaps],
    }
  }
}

/** As many as a job tells of. */
const GAPS_MAX = 100

/** A lane of which nothing is done. */
export function freshLane(range: { topic: string; partition: number; from: string; to: string }): ReplayLane {
  const { topic, partition, from, to } = range
  const none = { read: '0', written: '0', filtered: '0', skipped: '0', failed: '0', bytes: '0', absent: '0' }
  return { topic, partition, from, next: from, to, ...none, eventTime: null, gaps: [] }
}
