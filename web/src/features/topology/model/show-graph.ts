import { BUDGET, withinBudget } from './budget.ts'
import { foldFamilies, withoutInternal } from './fold-families.ts'
import { type GroupRule, groupNodes } from './group-by.ts'
import type { Shown } from './shown.ts'

/** How much of a graph is drawn. */
export type Choice = {
  readonly internal: boolean
  readonly families: boolean
  readonly rule: GroupRule | null
  /** Ids of boxes, heaps and families that are open, and sides of nodes that are shown in full. */
  readonly open: ReadonlySet<string>
  readonly budget: number
}

export const USUAL_CHOICE: Choice = {
  internal: false,
  families: false,
  rule: null,
  open: new Set(),
  budget: BUDGET,
}

/** What is drawn of a graph: nothing is left out without a trace, but for internal topics. */
export function showGraph(graph: Shown, { internal, families, rule, open, budget }: Choice): Shown {
  let shown = internal ? graph : withoutInternal(graph)
  if (!families) shown = foldFamilies(shown, open)
  if (rule) shown = groupNodes(shown, rule, open)
  return withinBudget(shown, budget, open)
}
