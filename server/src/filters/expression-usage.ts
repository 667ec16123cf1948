import type { ASTNode } from '@marcbachmann/cel-js'
import { CEL_VARIABLES, type CelVariable } from '@sluice/shared/messages-cel-words'
import { type AccessPath, accessPath, macroOf, operandsOf } from './expression-tree.ts'
import { emptyShape, type Shape, widen } from './value-shape.ts'

/** What an expression looks at, so that nothing else is copied, decoded or built. */
export interface ExpressionUsage {
  variables: ReadonlySet<CelVariable>
  value: Shape
  key: Shape
  /** Every path of named members in the text, with its place. */
  paths: readonly AccessPath[]
}

export function usageOf(tree: ASTNode): ExpressionUsage {
  const variables = new Set<CelVariable>()
  const shapes = { value: emptyShape(), key: emptyShape() }
  const paths: AccessPath[] = []
  const visit = (node: ASTNode, bound: ReadonlySet<string>): void => {
    const path = accessPath(node)
    if (path !== null) {
      if (bound.has(path.root) || !isVariable(path.root)) return
      variables.add(path.root)
      paths.push(path)
      if (path.root === 'value' || path.root === 'key') widen(shapes[path.root], path.members)
      return
    }
    const macro = macroOf(node)
    if (macro === null) {
      for (const operand of operandsOf(node)) visit(operand, bound)
      return
    }
    visit(macro.receiver, bound)
    const inner = new Set([...bound, macro.variable])
    for (const body of macro.bodies) visit(body, inner)
  }
  visit(tree, new Set())
  return { variables, ...shapes, paths }
}

function isVariable(name: string): name is CelVariable {
  return Object.hasOwn(CEL_VARIABLES, name)
}
