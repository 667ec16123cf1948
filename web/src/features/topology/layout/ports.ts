import type { Cell } from './cell.ts'
import { fitRising } from './isotonic.ts'

/** One end of an edge on a side of a node: where it looks to, and where it therefore touches the side. */
export type Port = { readonly toward: number; y: number }

const SPACING = 10
const STRAIGHT_WEIGHT = 20

/** Spreads the ends on one side of a node in the order of where they go; what can be level with its other end is. */
export function spreadPorts(cell: Cell, middle: number, ports: readonly Port[]): void {
  const half = cell.height / 2 - Math.min(10, cell.height / 4)
  const order = ports.toSorted((a, b) => a.toward - b.toward)
  const spacing = order.length > 1 ? Math.min(SPACING, (2 * half) / (order.length - 1)) : 0
  const isLevel = (port: Port): boolean => Math.abs(port.toward - middle) <= half
  const wanted = Float64Array.from(order, (port, index) => {
    const off = order.length > 1 ? (Math.sign(port.toward - middle) * half) / 2 : 0
    return (isLevel(port) ? port.toward : middle + off) - index * spacing
  })
  const weights = Float64Array.from(order, (port) => (isLevel(port) ? STRAIGHT_WEIGHT : 1))
  fitRising(wanted, weights, order.length)
  const most = middle + half - (order.length - 1) * spacing
  for (const [index, port] of order.entries())
    port.y = Math.min(Math.max(wanted[index] ?? middle, middle - half), most) + index * spacing
}
