/** How much is drawn of each node: a dot with its colour, its name, all of its card, or also its lanes. */
export const DETAIL_LEVELS = ['dots', 'names', 'cards', 'lanes'] as const
export type DetailLevel = (typeof DETAIL_LEVELS)[number]

/** From where on a level can be read: below, its letters would be smaller than eye and screen can tell. */
const STARTS: Record<DetailLevel, number> = { dots: 0, names: 0.34, cards: 0.68, lanes: 1.45 }
/** Zooming to and fro over a border does not flicker: back it goes a little later than forth. */
const SLACK = 0.94

/** The level at a zoom, given the one that is shown now. */
export function detailLevel(k: number, now: DetailLevel | null = null): DetailLevel {
  const nowAt = now === null ? -1 : DETAIL_LEVELS.indexOf(now)
  let level: DetailLevel = 'dots'
  for (const [at, next] of DETAIL_LEVELS.entries()) {
    if (k >= STARTS[next] * (at <= nowAt ? SLACK : 1)) level = next
  }
  return level
}
