import type { GroupMember, GroupPartition } from '@sluice/shared/groups'

/** What a member has assigned; null: what nobody has. */
export interface HeatRow {
  member: GroupMember | null
  /** Places in the list of partitions. */
  cells: readonly number[]
}

export interface HeatCell {
  /** Place in the list of partitions. */
  at: number
  x: number
  y: number
}

export interface HeatLayout {
  cells: readonly HeatCell[]
  /** Where the words of each row stand. */
  labels: readonly { row: HeatRow; y: number }[]
  /** Cells in one line. */
  perLine: number
  height: number
}

export const CELL_PX = 16
const GAP_PX = 2
const STEP_PX = CELL_PX + GAP_PX
const ROW_GAP_PX = 6
export const LABEL_PX = 200

/** The partitions of a group by who has them: members by name, what nobody has at the end. */
export function heatRows(partitions: readonly GroupPartition[], members: readonly GroupMember[]): HeatRow[] {
  const cells = Map.groupBy(partitions.keys(), (at) => partitions[at]?.memberId ?? null)
  const known = new Set(members.map(({ memberId }) => memberId))
  const rows: HeatRow[] = [...members]
    .sort((a, b) => compare(a.clientId, b.clientId) || compare(a.memberId, b.memberId))
    .map((member) => ({ member, cells: cells.get(member.memberId) ?? [] }))
  const rest = [...cells].flatMap(([memberId, own]) => (memberId !== null && known.has(memberId) ? [] : own))
  return rest.length === 0 ? rows : [...rows, { member: null, cells: rest.sort((a, b) => a - b) }]
}

/** Where each cell stands: a row of a member, in as many lines as it needs. */
export function heatLayout(rows: readonly HeatRow[], width: number): HeatLayout {
  const perLine = Math.max(1, Math.floor((width - LABEL_PX + GAP_PX) / STEP_PX))
  const cells: HeatCell[] = []
  const labels: { row: HeatRow; y: number }[] = []
  let y = 0
  for (const row of rows) {
    labels.push({ row, y })
    for (const [step, at] of row.cells.entries()) {
      cells.push({
        at,
        x: LABEL_PX + (step % perLine) * STEP_PX,
        y: y + Math.floor(step / perLine) * STEP_PX,
      })
    }
    y += Math.max(1, Math.ceil(row.cells.length / perLine)) * STEP_PX + ROW_GAP_PX
  }
  return { cells, labels, perLine, height: Math.max(0, y - ROW_GAP_PX) }
}

/** The cell under a place, as an index of the layout's cells; null between them. */
export function cellAt({ cells }: HeatLayout, x: number, y: number): number | null {
  const found = cells.findIndex(
    (cell) => x >= cell.x && x < cell.x + STEP_PX && y >= cell.y && y < cell.y + STEP_PX,
  )
  return found < 0 ? null : found
}

/** The cell that an arrow leads to from another. */
export function moveCell({ cells }: HeatLayout, from: number, key: string): number | null {
  const here = cells[from]
  if (here === undefined) return null
  if (key === 'Home') return 0
  if (key === 'End') return cells.length - 1
  if (key === 'ArrowRight') return Math.min(from + 1, cells.length - 1)
  if (key === 'ArrowLeft') return Math.max(from - 1, 0)
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  const down = key === 'ArrowDown'
  const lines = cells.filter(({ y }) => (down ? y > here.y : y < here.y))
  const next = lines.reduce<number | null>(
    (best, { y }) => (best === null || (down ? y < best : y > best) ? y : best),
    null,
  )
  if (next === null) return from
  const nearest = lines
    .filter(({ y }) => y === next)
    .reduce((best, cell) => (Math.abs(cell.x - here.x) < Math.abs(best.x - here.x) ? cell : best))
  return cells.indexOf(nearest)
}

/** How warm a lag is beside the largest, from 0 to 1: by its order of magnitude, so that small ones are seen too. */
export function heatOf(lag: string | null, most: bigint): number | null {
  if (lag === null) return null
  const value = BigInt(lag)
  if (value === 0n) return 0
  const order = Math.log1p(Number(value)) / Math.log1p(Math.max(1, Number(most)))
  return Math.min(1, 0.12 + 0.88 * order ** 1.6)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
