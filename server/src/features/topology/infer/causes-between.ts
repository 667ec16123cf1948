import { fitOf, type LagWindow, lastBefore, type TimesByKey } from './lag-fit.ts'
import { type Candidate, nearestCause } from './nearest-cause.ts'

/** One that explains less than this share of the effects is no part of what stands between. */
const PART_MIN = 0.15
/** So many of what it explains must come after the first cause, too, for it to stand between. */
const AFTER_MIN = 0.9
/** Several that explain nearly as much as one alone do it as well. */
const NEAR_BEST = 0.03
const SPREAD_MAX = 1.2

/**
 * What explains everything may be what several ways began with: a rental is behind each cancellation, and yet each follows
 * from one of two refusals. Where others, each a part of the effects, stand between and together explain as much, they are
 * the causes if they are nearer; none is, where that cannot be told.
 */
export function causesBetween(
  best: Candidate,
  others: readonly (readonly [string, TimesByKey])[],
  effects: readonly { key: number; at: number }[],
  window: LagWindow,
): Candidate[] {
  const parts = others.flatMap(([from, times]) => {
    const fit = from === best.from ? null : fitOf(times, effects, window, PART_MIN)
    if (fit === null || fit.coverage < PART_MIN || fit.coverage >= best.fit.coverage - NEAR_BEST) return []
    const part = { from, times, fit }
    return fit.spread < SPREAD_MAX && standsAfter(part, best, effects, window) ? [part] : []
  })
  const [alone] = parts
  if (alone === undefined) return [best]
  if (parts.length === 1) return isNearer(best, alone, effects, window) ? [best] : []
  const times = mergeTimes(parts.map((part) => part.times))
  const fit = fitOf(times, effects, window, PART_MIN)
  if (fit === null || fit.coverage < best.fit.coverage - NEAR_BEST) return [best]
  const together = { from: '', times, fit }
  const nearest = nearestCause([best, together], effects, window)
  if (nearest === together) return parts
  return nearest === best ? [best] : []
}

/**
 * Of one way alone that explains a part, the others may be too rare to be seen: what all of them began with is a cause only
 * where it is the nearer one for what went this way, too.
 */
function isNearer(
  best: Candidate,
  part: Candidate,
  effects: readonly { key: number; at: number }[],
  window: LagWindow,
): boolean {
  const shared = effects.filter(({ key, at }) => {
    const cause = lastBefore(part.times, key, at + window.slackMs)
    return cause !== null && at - cause <= part.fit.windowMs
  })
  return nearestCause([best, part], shared, window) === best
}

function standsAfter(
  part: Candidate,
  best: Candidate,
  effects: readonly { key: number; at: number }[],
  { slackMs }: LagWindow,
): boolean {
  let [explained, after] = [0, 0]
  for (const { key, at } of effects) {
    const cause = lastBefore(part.times, key, at + slackMs)
    if (cause === null || at - cause > part.fit.windowMs) continue
    explained += 1
    const first = lastBefore(best.times, key, cause + slackMs)
    if (first !== null && at - first <= best.fit.windowMs) after += 1
  }
  return explained > 0 && after >= explained * AFTER_MIN
}

function mergeTimes(all: readonly TimesByKey[]): TimesByKey {
  const merged = new Map<number, number[]>()
  for (const times of all)
    for (const [key, list] of times) merged.set(key, [...(merged.get(key) ?? []), ...list])
  for (const list of merged.values()) list.sort((a, b) => a - b)
  return merged
}
