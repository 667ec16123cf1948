import type { Transform } from '../paint/painter.ts'
import type { Box } from '../scene/scene.ts'
import { type View, ZOOM } from '../topology-search.ts'

export interface Size {
  width: number
  height: number
}

/** Free room around what is fitted, in pixels. */
const ROOM = 28
/** A small graph is not blown up: cards are made to be read at 1. */
const FIT_MOST = 1.15

/** Shows all of a box, in the middle of the window. */
export function fitView(box: Box, { width, height }: Size): View {
  const k = Math.min(
    (width - 2 * ROOM) / Math.max(1, box.width),
    (height - 2 * ROOM) / Math.max(1, box.height),
    FIT_MOST,
  )
  return {
    x: box.left + box.width / 2,
    y: box.top + box.height / 2,
    k: Math.min(Math.max(k, ZOOM.least), ZOOM.most),
  }
}

export const transformOf = ({ x, y, k }: View, { width, height }: Size): Transform => ({
  tx: width / 2 - x * k,
  ty: height / 2 - y * k,
  k,
})

export const viewOf = ({ tx, ty, k }: Transform, { width, height }: Size): View => ({
  x: (width / 2 - tx) / k,
  y: (height / 2 - ty) / k,
  k,
})

/** The view moved as little as it takes to have a box in sight; null: it is. */
export function revealing(view: View, box: Box, size: Size): View | null {
  const half = { x: size.width / 2 / view.k, y: size.height / 2 / view.k }
  const room = ROOM / view.k
  const x = within(view.x, box.left + box.width + room - half.x, box.left - room + half.x)
  const y = within(view.y, box.top + box.height + room - half.y, box.top - room + half.y)
  return x === view.x && y === view.y ? null : { ...view, x, y }
}

/** Where the box is larger than the window, its middle is shown. */
const within = (value: number, least: number, most: number): number =>
  least > most ? (least + most) / 2 : Math.min(Math.max(value, least), most)
