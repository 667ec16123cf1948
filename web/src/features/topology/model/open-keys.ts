import { sideKey } from './budget.ts'
import type { ShownNode } from './shown.ts'

/** What must be open to see all that a node stands for, and then all that is left out around it. */
export function openKeys({ id, holds, leftOut }: ShownNode): string[] {
  if (holds) return [id]
  return (['before', 'after'] as const).flatMap((side) =>
    leftOut && leftOut[side] > 0 ? [sideKey(id, side)] : [],
  )
}
