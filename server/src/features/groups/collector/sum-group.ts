import type { DrainEta, LagCause, LagState, TimeLag } from '@sluice/shared/groups-state'
import { type DrainingPartition, groupEta, UNKNOWN_ETA } from '../figures/drain-eta.ts'
import { NO_TIME_LAG, oldestOf } from '../figures/time-lag.ts'
import { type GroupRecord, type GroupSums, hasMembers } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { causeOf } from './row-cause.ts'
import { NONE } from './row-marks.ts'
import { unpackTime } from './row-time.ts'
import { atLeastZero, later, stateAt } from './row-view.ts'

const ZERO: TimeLag = { ...NO_TIME_LAG, ms: 0, method: 'zero', confidence: 'high' }

/** Sums over some rows of a group: all of it, or those of one topic. */
export interface RowSums extends GroupSums {
  /** Index in LAG_STATES of the worst state; Infinity where there is no row. */
  worstState: number
  /** The row that says why: of those in the worst state the one with the most lag. */
  causeRow: number
  /** Rows in the worst state. */
  inState: number
}

export function sumRows(memory: LagMemory, record: GroupRecord, picked: Int32Array): RowSums {
  const { rows, book } = memory
  const share = record.kind === 'share'
  let [lag, lagToEnd, lost, worstLag, causeLag] = [0n, 0n, 0n, 0n, NONE]
  let [known, unknown, worstRow, causeRow, inState] = [0, 0, -1, -1, 0]
  let worstState = Number.POSITIVE_INFINITY
  let [commitRate, produceRate, timeToLoss] = [0, 0, Number.NaN]
  let rated = 0
  let atEnd = false
  const times: TimeLag[] = []
  const draining: DrainingPartition[] = []
  for (const row of picked) {
    const part = rows.part[row] ?? -1
    const rowLag = rows.lag[row] ?? NONE
    const commit = rows.committed[row] ?? NONE
    const start = book.start[part] ?? NONE
    const state = rows.state[row] ?? 0
    if (commit !== NONE && start !== NONE && start > commit) lost += start - commit
    if (rowLag === NONE) {
      if (isUnknown(state)) unknown += 1
      if (isUnknown(state)) times.push(NO_TIME_LAG)
      if (isUnknown(state)) draining.push({ ...book.name(part), lag: null, eta: UNKNOWN_ETA })
    } else {
      known += 1
      lag += rowLag
      lagToEnd += atLeastZero((rows.end[row] ?? NONE) - later(start, commit))
      if (rowLag === 0n) atEnd = true
      else times.push(unpackTime(rows.timeMs[row] ?? Number.NaN, rows.timeCode[row] ?? 0, record.asOf))
      if (rowLag > 0n) draining.push({ ...book.name(part), lag: rowLag, eta: etaOf(memory, row) })
      if (rowLag > worstLag) [worstLag, worstRow] = [rowLag, row]
    }
    const rate = rows.commitRate[row] ?? Number.NaN
    if (!Number.isNaN(rate)) {
      rated += 1
      commitRate += rate
      produceRate += rows.produceRate[row] ?? 0
    }
    const loss = rows.timeToLoss[row] ?? Number.NaN
    if (!Number.isNaN(loss) && !(loss >= timeToLoss)) timeToLoss = loss
    if (state < worstState) [worstState, causeRow, causeLag, inState] = [state, row, rowLag, 1]
    else if (state === worstState) {
      inState += 1
      if (rowLag > causeLag) [causeRow, causeLag] = [row, rowLag]
    }
  }
  if (atEnd) times.push({ ...ZERO, asOf: record.asOf })
  return {
    lag: known > 0 ? lag : null,
    lagToEnd: known > 0 && !share ? lagToEnd : null,
    lost: known > 0 ? lost : null,
    unknownPartitions: unknown,
    worstRow,
    time: oldestOf(times),
    commitRate: rated > 0 ? commitRate : null,
    produceRate: rated > 0 ? produceRate : null,
    eta: known + unknown > 0 ? groupEta(draining) : UNKNOWN_ETA,
    timeToLossMs: Number.isNaN(timeToLoss) ? null : timeToLoss,
    worstState,
    causeRow,
    inState,
  }
}

const DONE = groupEta([])

/** Time until a row is read to its end. */
export function etaOf({ rows, rings }: LagMemory, row: number): DrainEta {
  if (rows.lag[row] === 0n) return DONE
  return rings.at(rows.ring[row] ?? -1)?.eta ?? UNKNOWN_ETA
}

/** A place whose figures ought to be known: not one without a commit, or of a topic that is no more. */
function isUnknown(state: number): boolean {
  const name = stateAt(state)
  return name !== 'NO_COMMIT' && name !== 'TOPIC_GONE'
}

/** Sums, state and cause of a whole group from its rows. */
export function sumGroup(memory: LagMemory, record: GroupRecord): void {
  const { worstState, causeRow, inState, ...sums } = sumRows(memory, record, record.rows)
  record.sums = sums
  if (causeRow < 0) {
    record.lagState = withoutRows(record)
    record.cause = { state: record.lagState, since: record.stateSince }
    if (record.members !== null) record.cause.members = record.members
    return
  }
  record.lagState = stateAt(worstState)
  const cause: LagCause = causeOf(memory, record, causeRow)
  record.cause = { ...cause, partitions: inState }
}

/** Nothing committed and nothing assigned. */
function withoutRows(record: GroupRecord): LagState {
  return hasMembers(record) === null && record.asOf === null ? 'WARMING' : 'NO_COMMIT'
}
