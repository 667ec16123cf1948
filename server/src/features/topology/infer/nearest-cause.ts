import { type Fit, type LagWindow, lastBefore, type TimesByKey } from './lag-fit.ts'

/** Something that explains the effects, alone. */
export interface Candidate {
  from: string
  times: TimesByKey
  fit: Fit
}

/** Fewer effects that both explain tell two candidates not apart. */
const SHARED_MIN = 15

/**
 * Of candidates that explain the same effects, the one that stands next to them. What a step takes does not depend on what
 * happened before it or beside it: seen from the true cause, the lag to the effect is independent of when any other
 * candidate's record came. Seen from a cause's cause, or from another effect of the same cause, it is not: the part between
 * the two is in both. Null: they cannot be told apart.
 */
export function nearestCause(
  candidates: readonly Candidate[],
  effects: readonly { key: number; at: number }[],
  window: LagWindow,
): Candidate | null {
  const [only] = candidates
  if (candidates.length <= 1) return only ?? null
  const times = candidates.map((candidate) => causeTimes(candidate, effects, window))
  const ties = times.map((own, index) =>
    Math.max(...times.filter((_, other) => other !== index).map((other) => tieOf(own, other, effects))),
  )
  const [first, second] = ties.map((tie, index) => ({ tie, index })).sort((a, b) => a.tie - b.tie)
  if (!first || !second || second.tie - first.tie < CLEAR) return null
  return candidates[first.index] ?? null
}

/** How much less dependent the nearest must be than the next, as a correlation. */
const CLEAR = 0.1

function causeTimes(
  { times, fit }: Candidate,
  effects: readonly { key: number; at: number }[],
  { slackMs }: LagWindow,
): (number | null)[] {
  return effects.map(({ key, at }) => {
    const cause = lastBefore(times, key, at + slackMs)
    return cause !== null && at - cause <= fit.windowMs ? cause : null
  })
}

/** How much the lag from the one depends on the time between the two: correlation of ranks, without its sign. */
function tieOf(
  own: readonly (number | null)[],
  other: readonly (number | null)[],
  effects: readonly { at: number }[],
): number {
  const lags: number[] = []
  const between: number[] = []
  for (const [index, { at }] of effects.entries()) {
    const [mine, theirs] = [own[index] ?? null, other[index] ?? null]
    if (mine === null || theirs === null) continue
    lags.push(at - mine)
    between.push(mine - theirs)
  }
  return lags.length < SHARED_MIN ? 0 : Math.abs(correlation(ranksOf(lags), ranksOf(between)))
}

/** Places in order; equal values share the middle of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const ranks = new Array<number>(values.length).fill(0)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1
    for (const { index } of order.slice(from, to)) ranks[index] = (from + to - 1) / 2
    from = to
  }
  return ranks
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let both = 0
  let squareA = 0
  let squareB = 0
  for (const [index, value] of a.entries()) {
    const [da, db] = [value - meanA, (b[index] ?? meanB) - meanB]
    both += da * db
    squareA += da * da
    squareB += db * db
  }
  return squareA === 0 || squareB === 0 ? 0 : both / Math.sqrt(squareA * squareB)
}
