import type { DrainEta } from '@sluice/shared/groups-state'
import { type DrainingPartition, groupEta, UNKNOWN_ETA } from '../figures/drain-eta.ts'
import type { GroupRecord, GroupSums } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { OldestRow } from './oldest-row.ts'
import { NONE } from './row-marks.ts'
import { atLeastZero, later, stateAt } from './row-view.ts'

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
  const times = new OldestRow(memory)
  const draining: DrainingPartition[] = []
  let unforecast = false
  for (const row of picked) {
    const part = rows.part[row] ?? -1
    const rowLag = rows.lag[row] ?? NONE
    const commit = rows.committed[row] ?? NONE
    const start = book.start[part] ?? NONE
    const state = rows.state[row] ?? 0
    if (commit !== NONE && start !== NONE && start > commit) lost += start - commit
    if (rowLag === NONE) {
      if (isUnknown(state)) {
        unknown += 1
        times.unknown = true
        unforecast = true
      }
    } else {
      known += 1
      lag += rowLag
      lagToEnd += atLeastZero((rows.end[row] ?? NONE) - later(start, commit))
      times.add(row, rowLag)
      const eta = rowLag > 0n ? etaOf(memory, row) : DONE
      if (eta.kind === 'unknown') unforecast = true
      else if (rowLag > 0n) draining.push({ ...book.name(part), lag: rowLag, eta })
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
  if (unforecast) draining.push(UNFORECAST)
  return {
    lag: known > 0 ? lag : null,
    lagToEnd: known > 0 && !share ? lagToEnd : null,
    lost: known > 0 ? lost : null,
    unknownPartitions: unknown,
    worstRow,
    time: times.oldest(record.asOf),
    commitRate: rated > 0 ? commitRate : null,
    produceRate: rated > 0 ? produceRate : null,
    eta: known + unknown > 0 ? groupEta(draining) : UNKNOWN_ETA,
    timeToLossMs: Number.isNaN(timeToLoss) ? null : Math.round(timeToLoss),
    worstState,
    causeRow,
    inState,
  }
}

const DONE = groupEta([])
/** Stands for all partitions of which no forecast is made. */
const UNFORECAST: DrainingPartition = { topic: '', partition: 0, lag: null, eta: UNKNOWN_ETA }

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

/** Sums and state of a whole group from its rows. */
export function sumGroup(memory: LagMemory, record: GroupRecord): void {
  const { worstState, causeRow, inState, ...sums } = sumRows(memory, record, record.rows)
  record.sums = sums
  record.causeRow = causeRow
  record.inState = inState
  record.lagState = causeRow < 0 ? 'NO_COMMIT' : stateAt(worstState)
}
