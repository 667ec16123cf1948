import { type Cell, columnsOf } from './cell.ts'
import type { Column } from './layout-types.ts'
import { DEFAULT_GAP } from './pack.ts'

const GAP_LEAST = 72
const GAP_MOST = 220
/** Steeper than this a bundle of edges can no longer be followed. */
const SLOPE = 0.32
/** What a warm start makes do with before it pushes columns aside. */
const GAP_WARM = 40

/** Columns from left to right, each as wide as its widest node, apart as the edges between them are steep. */
export function placeColumns(cells: readonly Cell[]): Column[] {
  const columns: Column[] = []
  let edge = 0
  let before: readonly Cell[] = []
  for (const [layer, column] of [...columnsOf(cells)].sort(([a], [b]) => a - b)) {
    const width = widthOf(column)
    if (columns.length > 0) edge += gapAfter(before)
    columns.push({ layer, x: edge + width / 2, width })
    edge += width
    before = column
  }
  return columns
}

const widthOf = (column: readonly Cell[]): number =>
  column.reduce((most, { width }) => Math.max(most, width), 0)

function gapAfter(column: readonly Cell[]): number {
  const heights = column.flatMap(({ right }) => right.map((tie) => Math.abs(tie.left.y - tie.right.y)))
  if (heights.length === 0) return DEFAULT_GAP
  const most = heights.sort((a, b) => a - b)[Math.floor(heights.length * 0.85)] ?? 0
  return Math.min(Math.max(most * SLOPE, GAP_LEAST), GAP_MOST)
}

/** Columns that were there stay, or give way to the right as far as what has grown needs; new ones join at the sides. */
export function keepColumns(
  cells: readonly Cell[],
  before: readonly Column[],
  pinned: ReadonlySet<Cell>,
): Column[] {
  const known = new Map(before.map((column) => [column.layer, column]))
  const widths = new Map<number, number>()
  for (const [layer, column] of columnsOf(cells))
    widths.set(layer, widthOf(column.filter((cell) => !pinned.has(cell))))
  for (const { layer } of before) if (!widths.has(layer)) widths.set(layer, 0)
  const layers = [...widths.keys()].sort((a, b) => a - b)
  const first = layers.findIndex((layer) => known.has(layer))
  const columns: Column[] = []
  for (const layer of layers.slice(Math.max(first, 0))) {
    const old = known.get(layer)
    const width = Math.max(widths.get(layer) ?? 0, old?.width ?? 0)
    const last = columns.at(-1)
    const free = last ? last.x + (last.width + width) / 2 + (old ? GAP_WARM : DEFAULT_GAP) : 0
    columns.push({ layer, width, x: old && (!last || old.x >= free) ? old.x : free })
  }
  for (const layer of layers.slice(0, Math.max(first, 0)).toReversed()) {
    const width = widths.get(layer) ?? 0
    const next = columns[0]
    columns.unshift({ layer, width, x: next ? next.x - (next.width + width) / 2 - DEFAULT_GAP : 0 })
  }
  return columns
}
