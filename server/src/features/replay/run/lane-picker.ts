import type { CopyItem, LaneItem, WriteItem } from './lane-item.ts'
import type { LaneProgress } from './lane-progress.ts'
import type { LaneSource } from './lane-source.ts'
import type { SourceClock } from './pace.ts'

/** A source partition of a running job. */
export interface RunningLane {
  source: LaneSource
  progress: LaneProgress
}

/** Partitions that are read at once, where their order among each other does not matter. */
export const LANES_AT_ONCE = 8
/** Of one before it is the next one's turn. */
const ITEMS_A_TURN = 64

/** What the job does next: something of a lane, wait so long for its time, wait for what is read, or nothing more. */
export type Pick =
  | { kind: 'lane'; lane: RunningLane; item: LaneItem }
  | { kind: 'later'; ms: number }
  | { kind: 'starved' }
  | { kind: 'ended' }

/** Chooses whose turn it is. */
export interface LanePicker {
  pick(now: number): Pick
  /** Lanes that are to be read on. */
  hungry(): RunningLane[]
  taken(item: WriteItem | CopyItem, now: number): void
  /** What was waited for is not the source's. */
  restart(now: number): void
}

/** A few lanes at a time, by turns: as fast as it goes, or as asked. */
export class TurnPicker implements LanePicker {
  readonly #waiting: RunningLane[]
  #active: RunningLane[] = []
  #turn = 0
  #left = ITEMS_A_TURN

  constructor(lanes: readonly RunningLane[]) {
    this.#waiting = [...lanes].reverse()
    this.#fill()
  }

  pick(): Pick {
    this.#fill()
    if (this.#active.length === 0) return { kind: 'ended' }
    for (let tried = 0; tried < this.#active.length; tried += 1) {
      const lane = this.#active[(this.#turn + tried) % this.#active.length]
      const item = lane?.source.head
      if (lane === undefined || item === undefined || lane.source.busy) continue
      this.#left = tried > 0 ? ITEMS_A_TURN : this.#left - 1
      this.#turn = (this.#turn + tried + (this.#left > 0 ? 0 : 1)) % this.#active.length
      if (this.#left <= 0) this.#left = ITEMS_A_TURN
      return { kind: 'lane', lane, item }
    }
    return { kind: 'starved' }
  }

  hungry(): RunningLane[] {
    return this.#active.filter(({ source }) => source.head === undefined && !source.busy && !source.ended)
  }

  taken(): void {}
  restart(): void {}

  #fill(): void {
    if (this.#active.some(({ source }) => source.ended))
      this.#active = this.#active.filter(({ source }) => !source.ended)
    while (this.#active.length < LANES_AT_ONCE) {
      const next = this.#waiting.pop()
      if (next === undefined) return
      if (!next.source.ended) this.#active.push(next)
    }
  }
}

/** All lanes at once, whichever has the earliest record, when the clock of the source says so. */
export class ClockPicker implements LanePicker {
  readonly #clock: SourceClock
  #lanes: readonly RunningLane[]

  constructor(lanes: readonly RunningLane[], clock: SourceClock) {
    this.#lanes = lanes
    this.#clock = clock
  }

  pick(now: number): Pick {
    if (this.#lanes.some(({ source }) => source.ended))
      this.#lanes = this.#lanes.filter(({ source }) => !source.ended)
    if (this.#lanes.length === 0) return { kind: 'ended' }
    let first: { lane: RunningLane; item: LaneItem; time: bigint } | null = null
    for (const lane of this.#lanes) {
      const item = lane.source.head
      // Of one that is not here yet it is not known whether it is the earliest.
      if (item === undefined || lane.source.busy) return { kind: 'starved' }
      if (item.kind !== 'write') return { kind: 'lane', lane, item }
      const time = item.source.record.timestamp
      if (first === null || time < first.time) first = { lane, item, time }
    }
    if (first === null) return { kind: 'starved' }
    const ms = first.time < 0n ? 0 : this.#clock.due(first.time, now) - now
    return ms > 0 ? { kind: 'later', ms } : { kind: 'lane', lane: first.lane, item: first.item }
  }

  hungry(): RunningLane[] {
    return this.#lanes.filter(({ source }) => source.head === undefined && !source.busy && !source.ended)
  }

  taken(item: WriteItem | CopyItem, now: number): void {
    if (item.kind === 'write' && item.source.record.timestamp >= 0n)
      this.#clock.went(item.source.record.timestamp, now)
  }

  restart(now: number): void {
    this.#clock.restart(now)
  }
}
