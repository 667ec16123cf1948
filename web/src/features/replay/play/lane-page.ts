import type { PlayEvent, PlaySpan } from '#lib/play-engine.ts'
import { foldBetween } from './fold.ts'

/** A stretch of the picture that is drawn in one scale; a fold is a stretch of time without events, drawn short. */
export interface PageStretch extends PlaySpan {
  x: number
  width: number
  fold: boolean
}

/** What one page of the lanes shows, and where each time of it stands. */
export interface LanePage {
  width: number
  span: PlaySpan
  stretches: readonly PageStretch[]
}

interface PageInput {
  /** All events held, in their order. */
  events: readonly PlayEvent[]
  loaded: PlaySpan
  range: PlaySpan
  /** This time stands at this place, */
  anchor: { at: number; x: number }
  width: number
  pxPerMs: number
  /** Null: nothing is folded. */
  gapMs: number | null
}

export const FOLD_PX = 48
/** Time of the wall that a page shows: long enough to see what comes, short enough to see it come. */
export const PAGE_WALL_MS = 12_000

/** Lays times out around an anchor, pauses folded. Nothing of it moves while its input is the same. */
export function layOutPage(input: PageInput): LanePage {
  const { anchor, width } = input
  const behind = layOut(input, -1, anchor.x)
  const ahead = layOut(input, 1, width - anchor.x)
  let x = anchor.x - behind.reduce((sum, stretch) => sum + stretch.width, 0)
  const stretches = [...behind.reverse(), ...ahead].map((stretch) => {
    const placed = { ...stretch, x }
    x += stretch.width
    return placed
  })
  const [first, last] = [stretches[0], stretches.at(-1)]
  return {
    width,
    span: { from: first?.from ?? anchor.at, to: last?.to ?? anchor.at },
    stretches,
  }
}

/** Stretches from the anchor outwards, nearest first, until the room is used up. */
function layOut(input: PageInput, way: 1 | -1, room: number): Omit<PageStretch, 'x'>[] {
  const { anchor, pxPerMs } = input
  const stretches: Omit<PageStretch, 'x'>[] = []
  let at = anchor.at
  let left = room
  const add = (to: number, width: number, fold: boolean) => {
    stretches.push({ from: Math.min(at, to), to: Math.max(at, to), width, fold })
    at = to
    left -= width
  }
  for (const fold of foldsFrom(input, way)) {
    const [near, far] = way > 0 ? [fold.from, fold.to] : [fold.to, fold.from]
    const plain = Math.max(0, (near - at) * way) * pxPerMs
    if (plain >= left) break
    if (plain > 0) add(near, plain, false)
    // The clock may stand within a fold, where somebody put it.
    add(far, FOLD_PX, true)
    if (left <= 0) return stretches
  }
  add(at + (left / pxPerMs) * way, left, false)
  return stretches
}

/** The folds on one side of the anchor, nearest first. */
function* foldsFrom({ events, loaded, range, anchor, gapMs }: PageInput, way: 1 | -1): Generator<PlaySpan> {
  if (gapMs === null) return
  const ends = [loaded.from <= range.from ? range.from : null, loaded.to >= range.to ? range.to : null]
  let index = events.findIndex(({ at }) => at > anchor.at)
  if (index < 0) index = events.length
  const time = (at: number) => events[at]?.at ?? (at < 0 ? ends[0] : at >= events.length ? ends[1] : null)
  for (let at = index; at >= 0 && at <= events.length; at += way) {
    const [before, after] = [time(at - 1), time(at)]
    if (before == null || after == null) continue
    const fold = foldBetween(before, after, gapMs)
    if (fold !== null && (way > 0 ? fold.to > anchor.at : fold.from < anchor.at)) yield fold
  }
}

export function xOf({ stretches, width }: LanePage, at: number): number {
  const stretch = stretches.find(({ to }) => at < to)
  if (stretch === undefined) return width
  if (at <= stretch.from) return stretch.x
  return stretch.x + ((at - stretch.from) / (stretch.to - stretch.from)) * stretch.width
}

export function timeAt({ stretches, span }: LanePage, x: number): number {
  const stretch = stretches.find((one) => x < one.x + one.width)
  if (stretch === undefined) return span.to
  return stretch.from + (Math.max(0, x - stretch.x) / stretch.width) * (stretch.to - stretch.from)
}
