import type { PlaySpan } from '#lib/play-engine.ts'
import { type LanePage, xOf } from './lane-page.ts'

export interface Anchor {
  at: number
  /** As a part of the width. */
  part: number
}

/** The page turns when the clock comes near its edge. */
const LEFT = 0.02
const RIGHT = 0.95
/** Where the clock stands on a new page: going on, going back, and after a jump with some of both sides. */
const ON = 0.06
const BACK = 0.9
const JUMP = 0.33

/** Whether the page that is shown can stay; if not, where the clock stands on the next one. */
export function nextAnchor(
  page: LanePage | null,
  { at, jumped, range }: { at: number; jumped: boolean; range: PlaySpan },
): Anchor | null {
  // At its start nothing is behind the clock that would want to be seen.
  const jump = { at, part: at <= range.from ? ON : JUMP }
  if (page === null) return jump
  const part = xOf(page, at) / page.width
  const inSight = at >= page.span.from && at < page.span.to && part >= LEFT && part <= RIGHT
  if (inSight) return null
  if (jumped && !near(page, at)) return jump
  return { at, part: at >= page.span.from && part > LEFT ? ON : BACK }
}

/** A step out of the page is a turn of it, and no jump. */
function near({ span, width, stretches }: LanePage, at: number): boolean {
  const plain = stretches.filter(({ fold }) => !fold)
  const perPx = plain.reduce((sum, { from, to }) => sum + to - from, 0) / Math.max(1, width)
  return at >= span.from - perPx * width && at <= span.to + perPx * width
}
