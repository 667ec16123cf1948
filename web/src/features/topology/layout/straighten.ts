import type { Cell } from './cell.ts'
import { distance } from './spacing.ts'

const ROUNDS = 3

/** Lays what belongs on one line exactly on one line where its neighbours leave the room: nearly straight looks careless. */
export function straighten(columns: readonly (readonly Cell[])[]): void {
  for (let round = 0; round < ROUNDS; round++)
    for (const column of columns)
      for (const cell of column) if (!continues(cell)) layStraight(columns, lineFrom(cell))
}

/** Two cells with a tie that is the only one of both on that side are of one line. */
const nextOf = (cell: Cell): Cell | null => {
  const tie = cell.right.length === 1 ? cell.right[0] : undefined
  return tie && tie.right.left.length === 1 ? tie.right : null
}

const continues = (cell: Cell): boolean => {
  const tie = cell.left.length === 1 ? cell.left[0] : undefined
  return tie !== undefined && nextOf(tie.left) === cell
}

function lineFrom(start: Cell): Cell[] {
  const line: Cell[] = []
  for (let cell: Cell | null = start; cell; cell = nextOf(cell)) line.push(cell)
  return line
}

type Room = { readonly least: number; readonly most: number }

function layStraight(columns: readonly (readonly Cell[])[], line: readonly Cell[]): void {
  const first = columns[0]?.[0]?.layer ?? 0
  let run: Cell[] = []
  let room: Room = { least: -Infinity, most: Infinity }
  for (const cell of line) {
    const own = roomOf(columns[cell.layer - first] ?? [], cell)
    const shared = { least: Math.max(room.least, own.least), most: Math.min(room.most, own.most) }
    if (shared.least > shared.most) {
      level(run, room)
      run = []
    }
    room = run.length === 0 ? own : shared
    run.push(cell)
  }
  level(run, room)
}

function roomOf(column: readonly Cell[], cell: Cell): Room {
  const above = column[cell.at - 1]
  const below = column[cell.at + 1]
  return {
    least: above ? above.y + distance(above, cell) : -Infinity,
    most: below ? below.y - distance(cell, below) : Infinity,
  }
}

function level(run: readonly Cell[], { least, most }: Room): void {
  const first = run[0]
  const last = run.at(-1)
  if (!first || !last || least > most) return
  const ends = [...first.left.map(({ left }) => left.y), ...last.right.map(({ right }) => right.y)]
  const mean = run.reduce((sum, cell) => sum + cell.y, 0) / run.length
  // A line that leads on to one node alone may as well be level with it.
  const wanted = ends
    .filter((y) => y >= least && y <= most)
    .sort((a, b) => Math.abs(a - mean) - Math.abs(b - mean))
  const y = Math.min(Math.max(wanted[0] ?? mean, least), most)
  for (const cell of run) cell.y = y
}
