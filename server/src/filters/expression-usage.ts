import type { ASTNode } from '@marcbachmann/cel-js'
import { CEL_VARIABLES, type CelVariable } from '@sluice/shared/messages-cel-words'
import { type AccessPath, accessPath, type MacroCall, macroOf, operandsOf } from './expression-tree.ts'
import { emptyShape, reach, type Shape } from './value-shape.ts'

/** What an expression looks at, so that nothing else is copied, decoded or built. */
export interface ExpressionUsage {
  variables: ReadonlySet<CelVariable>
  value: Shape
  key: Shape
  /** Every path of named members in the text, with its place. */
  paths: readonly AccessPath[]
}

export function usageOf(tree: ASTNode): ExpressionUsage {
  const reader = new UsageReader()
  reader.visit(tree, new Map())
  return reader
}

/** Variables of macros with the shape of what they stand for; null where that is no part of the record. */
type Bound = ReadonlyMap<string, Shape | null>

class UsageReader implements ExpressionUsage {
  readonly variables = new Set<CelVariable>()
  readonly value = emptyShape()
  readonly key = emptyShape()
  readonly paths: AccessPath[] = []

  visit(node: ASTNode, bound: Bound): void {
    const path = accessPath(node)
    if (path !== null) {
      const shape = this.#shapeAt(path, bound)
      if (shape !== null) shape.whole = true
      return
    }
    const macro = macroOf(node)
    if (macro === null) for (const operand of operandsOf(node)) this.visit(operand, bound)
    else this.#visitMacro(macro, bound)
  }

  #visitMacro({ name, receiver, variable, bodies }: MacroCall, bound: Bound): void {
    const path = accessPath(receiver)
    let shape: Shape | null = null
    // What `filter` gives out holds the items themselves, for others to look at.
    if (path === null || name === 'filter') this.visit(receiver, bound)
    else shape = this.#shapeAt(path, bound)
    if (shape !== null && name !== 'bind') {
      shape.items ??= emptyShape()
      shape = shape.items
    }
    const inner = new Map([...bound, [variable, shape]])
    for (const body of bodies) this.visit(body, inner)
  }

  /** Where the path leads in the document that its variable stands for; null where that is none. */
  #shapeAt(path: AccessPath, bound: Bound): Shape | null {
    const { root, members } = path
    const outer = bound.get(root)
    if (outer !== undefined) return outer && reach(outer, members)
    if (!isVariable(root)) return null
    this.variables.add(root)
    this.paths.push(path)
    return root === 'value' || root === 'key' ? reach(this[root], members) : null
  }
}

function isVariable(name: string): name is CelVariable {
  return Object.hasOwn(CEL_VARIABLES, name)
}
