import type { Cell } from './cell.ts'

/** A laid out part: its columns are 0 to `columns - 1`, and its cells (passes too) may be moved. */
export type Part = {
  readonly cells: readonly Cell[]
  readonly columns: number
  readonly top: number
  readonly height: number
}

const BETWEEN_PARTS = 72
const ROW_GAP = 32
/** Of the whole picture, as wide to high as a screen. */
const ASPECT = 1.7
export const DEFAULT_GAP = 96

export function measurePart(cells: readonly Cell[]): Part {
  let columns = 0
  let top = Infinity
  let bottom = -Infinity
  for (const cell of cells) {
    columns = Math.max(columns, cell.layer + 1)
    top = Math.min(top, cell.y - cell.height / 2)
    bottom = Math.max(bottom, cell.y + cell.height / 2)
  }
  return { cells, columns, top, height: bottom - top }
}

/** How far down each column is filled, the gap to the next one included; `first` is the layer of the first. */
export type Skyline = { readonly bottoms: number[]; readonly first: number }

/** Largest part first, each where it ends highest, and what has no edges in a grid below all of them. */
export function packParts(parts: readonly Part[], alone: readonly Cell[]): void {
  const columns = columnsFor(parts, alone)
  const skyline: Skyline = { bottoms: new Array<number>(columns).fill(0), first: 0 }
  dropParts(parts, skyline)
  layGrid(alone, columns, Math.max(...skyline.bottoms))
}

export function dropParts(parts: readonly Part[], skyline: Skyline): void {
  const order = parts.toSorted((a, b) => b.cells.length - a.cells.length || b.height - a.height)
  for (const part of order) dropPart(part, skyline)
}

function dropPart(part: Part, { bottoms, first }: Skyline): void {
  let best = 0
  let highest = Infinity
  while (bottoms.length < part.columns) bottoms.push(0)
  for (let start = 0; start + part.columns <= bottoms.length; start++) {
    const y = Math.max(...bottoms.slice(start, start + part.columns))
    if (y < highest) [best, highest] = [start, y]
  }
  for (const cell of part.cells) {
    cell.layer += best + first
    cell.y += highest - part.top
  }
  bottoms.fill(highest + part.height + BETWEEN_PARTS, best, best + part.columns)
}

/** Adds what has no edges to the last row of its like, or begins the next one. */
export function dropAlone(alone: readonly Cell[], { bottoms, first }: Skyline, lastRow: number): void {
  for (const cell of alone) {
    const tops = bottoms.map((bottom) => Math.max(bottom, lastRow))
    const top = Math.min(...tops)
    const at = tops.indexOf(top)
    cell.layer = first + at
    cell.y = top + cell.height / 2
    bottoms[at] = top + cell.height + ROW_GAP
  }
}

/** What stands already, seen from below. */
export function skylineOf(cells: readonly Cell[], isAlone: (cell: Cell) => boolean): Skyline {
  const first = cells.reduce((least, { layer }) => Math.min(least, layer), Infinity)
  const bottoms: number[] = []
  for (const cell of cells) {
    const at = cell.layer - first
    while (bottoms.length <= at) bottoms.push(0)
    const bottom = cell.y + cell.height / 2 + (isAlone(cell) ? ROW_GAP : BETWEEN_PARTS)
    bottoms[at] = Math.max(bottoms[at] ?? 0, bottom)
  }
  return { bottoms, first: Number.isFinite(first) ? first : 0 }
}

function layGrid(alone: readonly Cell[], columns: number, top: number): void {
  const order = alone.toSorted((a, b) => b.height - a.height)
  for (let start = 0, y = top; start < order.length; start += columns) {
    const row = order.slice(start, start + columns)
    const height = Math.max(...row.map((cell) => cell.height))
    for (const [at, cell] of row.entries()) {
      cell.layer = at
      cell.y = y + height / 2
    }
    y += height + ROW_GAP
  }
}

function columnsFor(parts: readonly Part[], alone: readonly Cell[]): number {
  let widest = 1
  let width = 1
  let area = 0
  for (const part of parts) {
    widest = Math.max(widest, part.columns)
    area += part.columns * (part.height + BETWEEN_PARTS)
    for (const cell of part.cells) width = Math.max(width, cell.width)
  }
  for (const cell of alone) {
    width = Math.max(width, cell.width)
    area += cell.height + ROW_GAP
  }
  const pitch = width + DEFAULT_GAP
  return Math.max(widest, Math.ceil(Math.sqrt((area / pitch) * ASPECT)))
}
