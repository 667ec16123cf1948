import type { PlayEvent } from '#lib/play-engine.ts'
import { type LanePage, xOf } from './lane-page.ts'

/** One event as it is drawn. */
export interface LaneMark {
  event: PlayEvent
  x: number
  y: number
}

/** More events than can be told apart on a few pixels, drawn as one. */
export interface LaneHeap {
  x: number
  lane: number
  events: readonly PlayEvent[]
}

export interface PageMarks {
  marks: readonly LaneMark[]
  heaps: readonly LaneHeap[]
}

/** Marks nearer than this to each other stand above one another. */
export const MARK_PX = 7
/** Height for each number of lanes up to which it is taken: a few have room to stack their events. */
const HEIGHTS = [
  [1, 64],
  [2, 48],
  [4, 38],
  [8, 28],
] as const
const LEAST_HEIGHT = 22

export function laneHeightOf(lanes: number): number {
  return HEIGHTS.find(([most]) => lanes <= most)?.[1] ?? LEAST_HEIGHT
}

interface MarksInput {
  page: LanePage
  /** Those of the page. */
  events: readonly PlayEvent[]
  laneOf: (event: PlayEvent) => number | null
  laneHeight: number
}

/** Where the events of a page stand: next to each other in time, those of one moment above one another. */
export function placeMarks({ page, events, laneOf, laneHeight }: MarksInput): PageMarks {
  const cells = new Map<number, { lane: number; column: number; events: PlayEvent[] }>()
  const columns = Math.ceil(page.width / MARK_PX) + 1
  const stack = Math.floor((laneHeight - 2) / MARK_PX)
  for (const event of events) {
    const lane = laneOf(event)
    if (lane === null) continue
    const column = Math.floor(xOf(page, event.at) / MARK_PX)
    const id = lane * columns + column
    const cell = cells.get(id)
    if (cell) cell.events.push(event)
    else cells.set(id, { lane, column, events: [event] })
  }
  const marks: LaneMark[] = []
  const heaps: LaneHeap[] = []
  for (const { lane, column, events: here } of cells.values()) {
    if (here.length > stack) {
      heaps.push({ x: column * MARK_PX, lane, events: here })
      continue
    }
    const middle = (lane + 0.5) * laneHeight
    for (const [index, event] of here.entries()) {
      const y = middle + (index - (here.length - 1) / 2) * MARK_PX
      marks.push({ event, x: xOf(page, event.at), y })
    }
  }
  return { marks, heaps }
}

/** What stands under a pointer: one event, or those of a heap. */
export function eventsAt(
  { marks, heaps }: PageMarks,
  at: { x: number; y: number },
  laneHeight: number,
): readonly PlayEvent[] {
  const heap = heaps.find(
    ({ x, lane }) => at.x >= x && at.x < x + MARK_PX && Math.floor(at.y / laneHeight) === lane,
  )
  if (heap !== undefined) return heap.events
  let nearest: LaneMark | null = null
  let least = 9
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - at.x, mark.y - at.y)
    if (distance < least) [nearest, least] = [mark, distance]
  }
  return nearest === null ? [] : [nearest.event]
}
