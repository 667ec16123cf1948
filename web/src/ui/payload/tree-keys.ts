import { type KeyLike, keyPress } from '#lib/key-press.ts'
import type { JsonNodes } from './json-nodes.ts'
import { visibleIndex } from './json-view.ts'
import type { PayloadActions } from './payload-actions.ts'

interface TreeState {
  nodes: JsonNodes
  visible: Int32Array
  folded: ReadonlySet<number>
  active: number
}

const PAGE_ROWS = 20

/** What a key does in the tree: moves to a value, or folds and unfolds one; null for a key without a meaning there. */
export function moveInTree(event: KeyLike, state: TreeState): { active?: number; toggle?: number } | null {
  const { nodes, visible, folded, active } = state
  const at = Math.max(visibleIndex(visible, active), 0)
  const row = (index: number) => ({ active: visible[Math.min(Math.max(index, 0), visible.length - 1)] ?? 0 })
  switch (keyPress(event)) {
    case 'arrowdown':
    case 'j':
      return row(at + 1)
    case 'arrowup':
    case 'k':
      return row(at - 1)
    case 'pagedown':
      return row(at + PAGE_ROWS)
    case 'pageup':
      return row(at - PAGE_ROWS)
    case 'home':
      return row(0)
    case 'end':
      return row(visible.length - 1)
    case 'enter':
    case 'space':
      return nodes.isContainer(active) ? { toggle: active } : null
    case 'arrowright':
      return nodes.isContainer(active) && folded.has(active) ? { toggle: active } : row(at + 1)
    case 'arrowleft':
      if (nodes.isContainer(active) && !folded.has(active)) return { toggle: active }
      return { active: Math.max(nodes.parent(active), 0) }
    default:
      return null
  }
}

/** How many levels a digit leaves open: 0 opens all. Null for a key that is no digit. */
export function foldKey(event: KeyLike): number | null {
  const press = keyPress(event)
  return press !== null && /^\d$/.test(press) ? Number(press) : null
}

/** What a key does with the chosen value: `f` filters by it, `x` filters it out, `a` makes a column of it. */
export function actionOf(
  event: KeyLike,
  { filterBy, addColumn }: PayloadActions,
  nodes: JsonNodes,
  active: number,
): (() => void) | null {
  switch (keyPress(event)) {
    case 'f':
      return filterBy(nodes, active, false)
    case 'x':
    case 'alt+f':
      return filterBy(nodes, active, true)
    case 'a':
      return addColumn(nodes, active)
    default:
      return null
  }
}
