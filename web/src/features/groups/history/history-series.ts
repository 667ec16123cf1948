import type { GroupHistory } from '@sluice/shared/groups-history'

/** A history as numbers to draw; the exact figures stay where they came from. */
export interface DrawnHistory {
  /** Where each row stands: in the middle of the time that it is for. */
  at: number[]
  lag: { min: (number | null)[]; max: (number | null)[]; line: (number | null)[] }
  time: { min: (number | null)[]; max: (number | null)[]; line: (number | null)[] }
  commitRate: readonly (number | null)[]
  produceRate: readonly (number | null)[]
  mostLag: number
  mostTime: number
  mostRate: number
}

/** Of a step, the mean is the line and the least and the most its band; of single samples all are the same. */
export function drawnHistory(history: GroupHistory): DrawnHistory {
  const shift = (history.stepMs ?? 0) / 2
  const numbers = (values: readonly (string | null)[]) =>
    values.map((value) => (value === null ? null : Number(value)))
  const lag = {
    min: numbers(history.lag.min),
    max: numbers(history.lag.max),
    line: numbers(history.lag.avg),
  }
  const time = { min: history.timeMs.min, max: history.timeMs.max, line: history.timeMs.avg }
  return {
    at: history.at.map((ms) => ms + shift),
    lag,
    time,
    commitRate: history.commitRate,
    produceRate: history.produceRate,
    mostLag: most(lag.max),
    mostTime: most(time.max),
    mostRate: Math.max(most(history.commitRate), most(history.produceRate), most(pastRates(history))),
  }
}

/** What was produced before Sluice looked, as messages a second of each bucket. */
export function pastRates({ past }: GroupHistory): number[] {
  if (past === null) return []
  return past.produced.map((count, at) => {
    const ms = (past.edges[at + 1] ?? 0) - (past.edges[at] ?? 0)
    return ms <= 0 ? 0 : (Number(count) * 1000) / ms
  })
}

function most(values: readonly (number | null)[]): number {
  let largest = 0
  for (const value of values) if (value !== null && value > largest) largest = value
  return largest
}
