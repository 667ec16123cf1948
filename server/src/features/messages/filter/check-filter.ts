import type { CelCheck } from '@sluice/shared/messages-cel'
import { checkExpression } from '#filters/check-expression.ts'
import { FilterFault } from '#filters/filter-fault.ts'

/** What is known of an expression without running it; never throws for what is in it. */
export function checkFilter(source: string): CelCheck {
  try {
    const { usage, literals } = checkExpression(source)
    const paths = usage.paths.map(({ root, members, start, end }) => {
      return { root, members: [...members], start, end }
    })
    return { fault: null, paths, probes: [...literals] }
  } catch (error) {
    if (error instanceof FilterFault && error.fault !== null) {
      return { fault: error.fault, paths: [], probes: [] }
    }
    throw error
  }
}
