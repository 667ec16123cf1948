import { createContext } from 'react'
import type { JsonNodes } from './json-nodes.ts'

/** What can be done with a value of the tree beyond copying it; null where it cannot be done with this one. */
export interface PayloadActions {
  /** Asks for the messages that have this value there, or for those that have another. */
  filterBy: (nodes: JsonNodes, node: number, exclude: boolean) => (() => void) | null
  /** Whether values can be left out as well as asked for. */
  excludes: boolean
  /** Shows the value at this path of every message in the list. */
  addColumn: (nodes: JsonNodes, node: number) => (() => void) | null
}

/** Given by whoever shows a payload beside a list. */
export const PayloadActionsContext = createContext<PayloadActions>({
  filterBy: () => null,
  excludes: false,
  addColumn: () => null,
})
