import type { Cell } from './cell.ts'
import { fitRising } from './isotonic.ts'

const BETWEEN_NODES = 28
const BESIDE_A_PASS = 18
const BETWEEN_PASSES = 12

/** How far apart the centres of two cells must be, one under the other. `tight` is what a warm start makes do with. */
export function distance(above: Cell, below: Cell, tight = 1): number {
  const nodes = (above.node ? 1 : 0) + (below.node ? 1 : 0)
  const gap = nodes === 2 ? BETWEEN_NODES : nodes === 1 ? BESIDE_A_PASS : BETWEEN_PASSES
  return (above.height + below.height) / 2 + gap * tight
}

export type Wish = { readonly cell: Cell; readonly y: number; readonly weight: number }

export type Bounds = { readonly least: number; readonly most: number }

/** Puts cells, given from top to bottom, as near to their wishes as their distances allow. */
export function spreadOut(wishes: readonly Wish[], tight = 1, bounds?: Bounds): void {
  const offsets: number[] = []
  let offset = 0
  for (const [index, { cell }] of wishes.entries()) {
    const above = wishes[index - 1]
    if (above) offset += distance(above.cell, cell, tight)
    offsets.push(offset)
  }
  const fitted = fitRising(
    wishes.map(({ y }, index) => y - (offsets[index] ?? 0)),
    wishes.map(({ weight }) => weight),
  )
  const most = bounds ? Math.max(bounds.least, bounds.most - offset) : Infinity
  const least = bounds?.least ?? -Infinity
  for (const [index, { cell }] of wishes.entries())
    cell.y = Math.min(Math.max(fitted[index] ?? 0, least), most) + (offsets[index] ?? 0)
}
