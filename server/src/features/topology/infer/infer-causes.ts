import { causesBetween } from './causes-between.ts'
import { fitOf, type LagWindow, lastBefore, type TimesByKey } from './lag-fit.ts'
import { type Candidate, nearestCause } from './nearest-cause.ts'

/** A record by the hash of its key and its time; of all topics the same keys must have been taken, over the same time. */
export interface KeySample {
  key: number
  /** Epoch milliseconds. */
  at: number
  partition: number
  offset: bigint
}

/** Records of `to` follow those of `from` with the same key. */
export interface Cause {
  from: string
  to: string
  /** Share of the records that it explains beyond chance, 0 to 1. */
  coverage: number
  medianLagMs: number
  /** Of the logarithm of the lag (1.4826 × MAD): below 1.2 it is one process and no accident. */
  spread: number
  /** How many records it explains, and out of how many. */
  explained: number
  of: number
  /** A record that it explains, the latest. */
  example: KeySample
}

export interface CauseOptions {
  /** What is thought possible: some group reads `from`. */
  possible: (from: string, to: string) => boolean
  /** The longest time between cause and effect. */
  windowMs?: number
  /** How much earlier an effect may seem than its cause, for clocks that differ. */
  slackMs?: number
}

const WINDOW_MS = 10_000
const SLACK_MS = 50
/** Fewer records prove nothing. */
const SUPPORT_MIN = 20
/** What one cause of several must explain of what is left, and all of them together of the whole. */
const COVERAGE_MIN = 0.36
const TOGETHER_MIN = 0.8
const SPREAD_MAX = 1.2
/** Candidates this near to the best are told apart otherwise. */
const NEAR_BEST = 0.03
const ROUNDS_MAX = 3
const UNEXPLAINED_MIN = 0.2

/**
 * What follows from what, by keys and lags: the weakest of all evidence, and wrong wherever keys are given anew. For each
 * topic the candidates whose records come before its own, with the same key, more often than before its records moved in
 * time; of those that explain it equally well, the one next to it ({@link nearestCause}), or none if that is not clear.
 */
export function inferCauses(
  samples: ReadonlyMap<string, readonly KeySample[]>,
  { possible, windowMs = WINDOW_MS, slackMs = SLACK_MS }: CauseOptions,
): Cause[] {
  const times = new Map([...samples].map(([topic, records]) => [topic, timesByKey(records)] as const))
  const causes: Cause[] = []
  for (const [to, records] of samples) {
    if (records.length < SUPPORT_MIN) continue
    const candidates = [...times].filter(([from]) => from !== to && possible(from, to))
    causes.push(...causesOf(to, records, candidates, { windowMs, slackMs }))
  }
  return causes
}

function causesOf(
  to: string,
  records: readonly KeySample[],
  candidates: readonly (readonly [string, TimesByKey])[],
  window: LagWindow,
): Cause[] {
  const found: Cause[] = []
  let left = records
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    if (left.length < SUPPORT_MIN || left.length < records.length * UNEXPLAINED_MIN) break
    const taken = new Set(found.map(({ from }) => from))
    const best = bestOf(
      candidates.filter(([from]) => !taken.has(from)),
      left,
      window,
    )
    if (best === null) break
    const nearest = causesBetween(best, candidates, left, window)
    const before = left
    let count = 0
    for (const { from, times, fit } of nearest) {
      const isExplained = (record: KeySample) => {
        const cause = lastBefore(times, record.key, record.at + window.slackMs)
        return cause !== null && record.at - cause <= fit.windowMs
      }
      const explained = before.filter(isExplained)
      left = left.filter((record) => !isExplained(record))
      const example = explained.at(-1)
      if (!example || explained.length < SUPPORT_MIN) continue
      count += 1
      found.push({
        ...{ from, to, coverage: fit.coverage, medianLagMs: fit.medianLagMs, spread: fit.spread },
        ...{ explained: explained.length, of: records.length, example },
      })
    }
    if (count === 0) break
  }
  return left.length <= records.length * (1 - TOGETHER_MIN) ? found : []
}

function bestOf(
  candidates: readonly (readonly [string, TimesByKey])[],
  records: readonly KeySample[],
  window: LagWindow,
): Candidate | null {
  const fitting = candidates.flatMap(([from, times]) => {
    const fit = fitOf(times, records, window, COVERAGE_MIN)
    return fit && fit.coverage >= COVERAGE_MIN && fit.spread < SPREAD_MAX ? [{ from, times, fit }] : []
  })
  const most = Math.max(...fitting.map(({ fit }) => fit.coverage))
  const near = fitting.filter(({ fit }) => fit.coverage >= most - NEAR_BEST)
  return nearestCause(near, records, window)
}

function timesByKey(records: readonly KeySample[]): TimesByKey {
  const times = new Map<number, number[]>()
  for (const { key, at } of records) {
    const known = times.get(key)
    if (known) known.push(at)
    else times.set(key, [at])
  }
  for (const list of times.values()) list.sort((a, b) => a - b)
  return times
}
