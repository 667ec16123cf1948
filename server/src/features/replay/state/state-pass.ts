import type { LogRecord } from '#records/record.ts'
import { type Cut, isBefore } from './cut.ts'
import { KeyHash } from './key-hash.ts'
import { BEHIND, DELETED, type KeyTable, LIVE, NOTHING } from './key-table.ts'
import type { Effect, Reducer } from './reducers.ts'

/** What a walk met of one partition. */
export interface LaneTally {
  missingOffsets: bigint
  highestMissing: bigint | null
  /** Whether records before the cut are gone, for each point: then what is first seen behind it may have been there. */
  lossy: boolean[]
}

export interface PassTally {
  nullKeys: bigint
  /** Records of keys that found no room. */
  dropped: bigint
  unreadable: bigint
  /** Of each point: records behind the log's cut that are stamped before it. */
  late: bigint[]
  lanes: LaneTally[]
}

export interface PassPlan {
  /** The point looked at, and perhaps the one it is compared with. */
  cuts: readonly Cut[]
  logStarts: readonly bigint[]
  reducer: Reducer
}

/** Folds a log into the last record of each key, as of one point or two. It is a visitor of one walk. */
export class StatePass {
  readonly table: KeyTable
  readonly tally: PassTally
  readonly #plan: PassPlan
  readonly #valueHash = new KeyHash()
  /** Whether a record is before each cut. */
  readonly #before: boolean[]

  constructor(table: KeyTable, plan: PassPlan) {
    this.table = table
    this.#plan = plan
    this.#before = plan.cuts.map(() => false)
    this.tally = {
      nullKeys: 0n,
      dropped: 0n,
      unreadable: 0n,
      late: plan.cuts.map(() => 0n),
      lanes: plan.logStarts.map((start, lane) => ({
        missingOffsets: 0n,
        highestMissing: null,
        // By the log nothing lies before a cut at the very start.
        lossy: plan.cuts.map((cut) => start > 0n && (cut.time !== null || reaches(cut, lane, 0n))),
      })),
    }
  }

  hole(lane: number, from: bigint, to: bigint): void {
    const of = this.tally.lanes[lane]
    if (of === undefined) return
    of.missingOffsets += to - from + 1n
    of.highestMissing = to
    for (const [point, cut] of this.#plan.cuts.entries()) {
      if (cut.time !== null || reaches(cut, lane, from)) of.lossy[point] = true
    }
  }

  record(lane: number, record: LogRecord): void {
    const { offset, timestamp, key } = record
    const { cuts, reducer } = this.#plan
    let seen = false
    for (const [point, cut] of cuts.entries()) {
      const before = isBefore(cut, lane, offset, timestamp)
      this.#before[point] = before
      seen ||= before
      if (before && cut.time !== null && !reaches(cut, lane, offset)) this.#late(point)
    }
    if (key === null) {
      if (seen) this.tally.nullKeys += 1n
      return
    }
    // Behind every cut a key matters only where it may have stood before and is gone from there.
    if (!seen && this.tally.lanes[lane]?.lossy.includes(true) !== true) return
    const row = this.table.row(lane, key)
    if (row === -1) {
      if (seen) this.tally.dropped += 1n
      return
    }
    const effect = seen ? reducer.of(record.value) : null
    if (effect?.kind === 'unreadable') this.tally.unreadable += 1n
    this.#apply(row, record, effect)
  }

  #apply(row: number, { offset, timestamp }: LogRecord, effect: Effect | null): void {
    const { table } = this
    const time = Number(timestamp)
    const sets = effect?.kind === 'set' || effect?.kind === 'delete'
    const hash = table.points === 2 && effect?.kind === 'set' ? this.#valueHash.of(effect.value) : null
    let [inside, outside] = [false, false]
    for (const [point, before] of this.#before.entries()) {
      if (before) inside = true
      else outside = true
      if (before && sets) {
        table.set(row, point, effect.kind === 'set' ? LIVE : DELETED, offset, time)
        if (hash !== null) table.setValue(row, point, hash)
      } else if (!before && table.stateOf(row, point) === NOTHING) {
        table.set(row, point, BEHIND, offset, time)
      }
    }
    if (inside && outside && sets) table.wrote(row)
  }

  #late(point: number): void {
    this.tally.late[point] = (this.tally.late[point] ?? 0n) + 1n
  }
}

/** Whether an offset lies before the cut in the log. */
function reaches(cut: Cut, lane: number, offset: bigint): boolean {
  return offset < (cut.offsets[lane] ?? 0n)
}
