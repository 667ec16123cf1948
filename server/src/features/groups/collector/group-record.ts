import type { ItemFault } from '@sluice/shared/errors'
import type { DrainEta, LagState, TimeLag } from '@sluice/shared/groups-state'
import type { GroupDescription, GroupKind, GroupListing } from '#kafka/groups.ts'
import { UNKNOWN_ETA } from '../figures/drain-eta.ts'
import { NO_TIME_LAG } from '../figures/time-lag.ts'

/** Sums of a group over the partitions whose figures are known. */
export interface GroupSums {
  lag: bigint | null
  lagToEnd: bigint | null
  lost: bigint | null
  unknownPartitions: number
  /** Row with the most lag; −1: none has any. */
  worstRow: number
  time: TimeLag
  commitRate: number | null
  produceRate: number | null
  eta: DrainEta
  timeToLossMs: number | null
}

/** What is kept of a group; its places stand in the row table. */
export interface GroupRecord {
  readonly group: string
  /** For searches in any case. */
  readonly folded: string
  kind: GroupKind
  protocolType: string
  /** Kafka's word; empty where it is not told. */
  state: string
  coordinator: number
  commitsEpoch: number | null
  /** When its coordinator was last seen to be another one; −Infinity: never. */
  coordinatorSince: number
  /** Since when what its new coordinator tells is not believed yet, and `asOf` stands still; null: it is. */
  heldSince: number | null
  /** By topic and partition. */
  rows: Int32Array
  topicNames: string[]
  /** Null: not known. */
  members: number | null
  description: GroupDescription | null
  describedAt: number
  describeFault: ItemFault | null
  /** When the last member left; NaN: it never had one since Sluice looks, or it has. */
  leftAt: number
  hadMembers: boolean
  /** Polls in a row, without members, in which a commit moved lately. */
  memberlessMoves: number
  /** Sluice itself has moved it since it was last polled. */
  ownMove: boolean
  movedAt: number
  /** When its figures last changed; NaN: never. */
  changedAt: number
  firstAt: number
  /** When its commits and their ends were last read; null: not yet. */
  asOf: number | null
  /** Last cycle in which it was polled. */
  polledAt: number
  watchedUntil: number
  fault: ItemFault | null
  sums: GroupSums
  lagState: LagState
  /** When it was seen to enter that state; null: it is the first one seen. */
  stateSince: number | null
  /** The row that says why; −1: the group as a whole does. How many rows are in the same state. */
  causeRow: number
  inState: number
  /** Lag of the last cycles, as a ring; null while it never had any. */
  trend: Float32Array | null
  trendLength: number
  /** The cycle whose list named it last. */
  listedIn: number
  /** How many lists in a row did not name it, though some broker answered. */
  missed: number
}

export const NO_SUMS: GroupSums = {
  lag: null,
  lagToEnd: null,
  lost: null,
  unknownPartitions: 0,
  worstRow: -1,
  time: NO_TIME_LAG,
  commitRate: null,
  produceRate: null,
  eta: UNKNOWN_ETA,
  timeToLossMs: null,
}

/** States of groups without members, as Kafka names them. */
const MEMBERLESS = new Set(['Empty', 'Dead', 'NotReady'])

export function newGroup(
  { group, kind, protocolType, state, commitsEpoch }: GroupListing,
  coordinator: number,
  now: number,
): GroupRecord {
  return {
    group,
    folded: group.toLowerCase(),
    kind,
    protocolType,
    state: state ?? '',
    coordinator,
    commitsEpoch,
    coordinatorSince: Number.NEGATIVE_INFINITY,
    heldSince: null,
    rows: new Int32Array(0),
    topicNames: [],
    members: state !== null && MEMBERLESS.has(state) ? 0 : null,
    description: null,
    describedAt: Number.NEGATIVE_INFINITY,
    describeFault: null,
    leftAt: Number.NaN,
    hadMembers: false,
    memberlessMoves: 0,
    ownMove: false,
    movedAt: Number.NaN,
    changedAt: Number.NaN,
    firstAt: now,
    asOf: null,
    polledAt: Number.NEGATIVE_INFINITY,
    watchedUntil: Number.NEGATIVE_INFINITY,
    fault: null,
    sums: NO_SUMS,
    lagState: 'WARMING',
    stateSince: null,
    causeRow: -1,
    inState: 0,
    trend: null,
    trendLength: 0,
    listedIn: 0,
    missed: 0,
  }
}

/** Whether it has members: by the count where it is known, else by Kafka's word; null: neither tells. */
export function hasMembers({ members, state }: Pick<GroupRecord, 'members' | 'state'>): boolean | null {
  if (MEMBERLESS.has(state)) return false
  if (state !== '' && state !== 'Unknown') return true
  return members === null ? null : members > 0
}

export const TREND_LENGTH = 60

/** Adds a point to the trend; NaN is a gap. */
export function pushTrend(record: GroupRecord, lag: bigint | null): void {
  const point = lag === null ? Number.NaN : Number(lag)
  if (record.trend === null) {
    if (point === 0) {
      record.trendLength += 1
      return
    }
    // What was not kept until now was zero all along.
    record.trend = new Float32Array(TREND_LENGTH)
  }
  record.trend[record.trendLength % TREND_LENGTH] = point
  record.trendLength += 1
}

/** Oldest first. */
export function trendOf({ trend, trendLength }: GroupRecord): (number | null)[] {
  const length = Math.min(trendLength, TREND_LENGTH)
  return Array.from({ length }, (_, index) => {
    const point = trend?.[(trendLength - length + index) % TREND_LENGTH] ?? 0
    return Number.isNaN(point) ? null : Math.round(point)
  })
}
