import type { NodeKind } from '@sluice/shared/topology'
import { isBox } from '../model/is-box.ts'
import type { ShownNode } from '../model/shown.ts'

/** Measures of a card, in pixels at zoom 1. */
export const CARD = { width: 228, slim: 176, head: 32, row: 17, foot: 8, strip: 36, groups: 3 } as const

/** Kinds whose cards say little. */
const SLIM: readonly NodeKind[] = ['member', 'session', 'principal']

/** How many lines stand below the name. */
export function rowCount(node: ShownNode): number {
  const { kind, groups, writer } = node
  if (isBox(node)) return 2
  if (kind === 'topic') return 2
  if (kind === 'service') {
    const lines = Math.min(groups.length, CARD.groups) + (groups.length > CARD.groups ? 1 : 0)
    return Math.max(1, lines + (writer === null ? 0 : 1))
  }
  return SLIM.includes(kind) ? 1 : 2
}

/** How large a node's card is: the same at every zoom, so that nothing moves when more of it is shown. */
export function cardSize(node: ShownNode): { width: number; height: number } {
  const height = CARD.head + rowCount(node) * CARD.row + CARD.foot
  return {
    width: SLIM.includes(node.kind) && !isBox(node) ? CARD.slim : CARD.width,
    height: node.kind === 'topic' && !isBox(node) ? height + CARD.strip : height,
  }
}
