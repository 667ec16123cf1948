import type { TailFrameOf } from '@sluice/shared/messages-tail'

/** Sums of a tail over all its connections. */
export interface TailTotals {
  arrived: number
  matched: number
  shown: number
  sampledOut: number
  dropped: number
  filterErrors: number
  undecodable: number
}

export const NO_TOTALS: TailTotals = {
  arrived: 0,
  matched: 0,
  shown: 0,
  sampledOut: 0,
  dropped: 0,
  filterErrors: 0,
  undecodable: 0,
}

type Counters = Omit<TailFrameOf<'end'>, 't' | 'reason'>

/** Those of the connections before, and of the one that runs. */
export function addCounters(before: TailTotals, now: Counters): TailTotals {
  return {
    arrived: before.arrived + now.seen - now.earlier,
    matched: before.matched + now.matched,
    shown: before.shown + now.shown,
    sampledOut: before.sampledOut + now.sampledOut,
    dropped: before.dropped + now.dropped,
    filterErrors: before.filterErrors + now.filterErrors,
    undecodable: before.undecodable + now.undecodable,
  }
}
