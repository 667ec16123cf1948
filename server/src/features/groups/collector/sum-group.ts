import { UNKNOWN_ETA } from '../figures/drain-eta.ts'
import { ExactSum } from './exact-sum.ts'
import type { GroupRecord, GroupSums } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { below, isUnknown, isZero } from './offset-words.ts'
import { OldestRow } from './oldest-row.ts'
import { RowForecast } from './row-forecast.ts'
import { stateAt } from './row-view.ts'

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
  const { committed, end, lag } = rows.words
  const { start } = book.words
  const [lagSum, toEnd, lost] = [new ExactSum(), new ExactSum(), new ExactSum()]
  let [known, unknown, worstRow, causeRow, inState] = [0, 0, -1, -1, 0]
  let worstState = Number.POSITIVE_INFINITY
  let [commitRate, produceRate, timeToLoss] = [0, 0, Number.NaN]
  let rated = 0
  const times = new OldestRow(memory)
  const forecast = new RowForecast(memory)
  for (let index = 0; index < picked.length; index += 1) {
    const row = picked[index] ?? -1
    const part = rows.part[row] ?? -1
    const state = rows.state[row] ?? 0
    // Whatever is not known is −1, so that the higher one of two is the one that is.
    const behindStart = below(committed, row, start, part)
    if (behindStart && !isUnknown(committed, row)) lost.addBetween(start, part, committed, row)
    if (isUnknown(lag, row)) {
      if (isUnknownPlace(state)) {
        unknown += 1
        times.unknown = true
        forecast.unknown = true
      }
    } else {
      known += 1
      lagSum.add(lag, row)
      if (behindStart) toEnd.addBetween(end, row, start, part)
      else toEnd.addBetween(end, row, committed, row)
      times.add(row)
      if (!isZero(lag, row)) {
        forecast.add(row)
        if (worstRow < 0 || below(lag, worstRow, lag, row)) worstRow = row
      }
    }
    const rate = rows.commitRate[row] ?? Number.NaN
    if (!Number.isNaN(rate)) {
      rated += 1
      commitRate += rate
      produceRate += rows.produceRate[row] ?? 0
    }
    const loss = rows.timeToLoss[row] ?? Number.NaN
    if (!Number.isNaN(loss) && !(loss >= timeToLoss)) timeToLoss = loss
    if (state < worstState) {
      worstState = state
      causeRow = row
      inState = 1
    } else if (state === worstState) {
      inState += 1
      if (below(lag, causeRow, lag, row)) causeRow = row
    }
  }
  return {
    lag: known > 0 ? lagSum.value : null,
    lagToEnd: known > 0 && !share ? toEnd.value : null,
    lost: known > 0 ? lost.value : null,
    unknownPartitions: unknown,
    worstRow,
    time: times.oldest(record.asOf),
    commitRate: rated > 0 ? commitRate : null,
    produceRate: rated > 0 ? produceRate : null,
    eta: known + unknown > 0 ? forecast.eta() : UNKNOWN_ETA,
    timeToLossMs: Number.isNaN(timeToLoss) ? null : Math.round(timeToLoss),
    worstState,
    causeRow,
    inState,
  }
}

/** A place whose figures ought to be known: not one without a commit, or of a topic that is no more. */
function isUnknownPlace(state: number): boolean {
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
