import { distance, spreadOut, type Wish } from './spacing.ts'

/** The share of the usual gaps that is enough once a picture stands: small changes then move nothing at all. */
export const TIGHT = 0.7

type Stretch = { readonly above: Wish | null; readonly below: Wish | null; wishes: Wish[] }

/**
 * Puts the cells of one column near their wishes without overlap. What is `fixed` does not move: the others are laid in
 * the stretches between, and go to the next stretch where one is full.
 */
export function settleColumn(wishes: readonly Wish[], fixed: readonly Wish[]): void {
  const stretches = cutAt(fixed.toSorted(byHeight))
  for (const wish of wishes.toSorted(byHeight)) {
    const stretch = stretches.find(({ below }) => !below || wish.y <= below.y)
    stretch?.wishes.push(wish)
  }
  pourOver(stretches)
  for (const stretch of stretches) spreadOut(stretch.wishes, TIGHT, boundsOf(stretch))
}

const byHeight = (a: Wish, b: Wish): number => a.y - b.y || a.cell.at - b.cell.at

function cutAt(fixed: readonly Wish[]): Stretch[] {
  const stretches: Stretch[] = []
  let above: Wish | null = null
  for (const below of fixed) {
    stretches.push({ above, below, wishes: [] })
    above = below
  }
  return [...stretches, { above, below: null, wishes: [] }]
}

/** For the centre of the first cell and of the last one. */
function boundsOf({ above, below, wishes }: Stretch): { least: number; most: number } {
  const first = wishes[0]
  const last = wishes.at(-1)
  return {
    least: above && first ? above.y + distance(above.cell, first.cell, TIGHT) : -Infinity,
    most: below && last ? below.y - distance(last.cell, below.cell, TIGHT) : Infinity,
  }
}

function isFull(stretch: Stretch): boolean {
  const { least, most } = boundsOf(stretch)
  let needed = 0
  for (const [index, { cell }] of stretch.wishes.entries()) {
    const above = stretch.wishes[index - 1]
    if (above) needed += distance(above.cell, cell, TIGHT)
  }
  return stretch.wishes.length > 0 && least + needed > most
}

/** From the middle outward what does not fit goes on, up or down: beyond the outermost there is always room. */
function pourOver(stretches: readonly Stretch[]): void {
  const middle = stretches.length >> 1
  for (let index = middle; index > 0; index--) pour(stretches, index, -1)
  for (let index = middle; index < stretches.length; index++) pour(stretches, index, 1)
}

function pour(stretches: readonly Stretch[], index: number, step: 1 | -1): void {
  const stretch = stretches[index]
  const next = stretches[index + step]
  while (stretch && next && isFull(stretch)) {
    const moved = step === 1 ? stretch.wishes.pop() : stretch.wishes.shift()
    if (!moved) return
    if (step === 1) next.wishes.unshift(moved)
    else next.wishes.push(moved)
  }
}
