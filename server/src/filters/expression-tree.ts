import type { ASTNode } from '@marcbachmann/cel-js'

/** Macros that walk a list or the keys of a map with a variable of their own. */
const MACROS = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

export interface MacroCall {
  name: string
  receiver: ASTNode
  variable: string
  bodies: readonly ASTNode[]
}

/** A call such as `list.exists(x, …)`, or null. `cel.bind(x, …, …)` counts as a macro over its value. */
export function macroOf(node: ASTNode): MacroCall | null {
  if (node.op !== 'rcall') return null
  const [name, receiver, args] = node.args
  const [variable, ...bodies] = args
  if (variable?.op !== 'id') return null
  if (MACROS.has(name)) return { name, receiver, variable: variable.args, bodies }
  const [bound, ...rest] = bodies
  const binds = name === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && bound !== undefined
  return binds ? { name, receiver: bound, variable: variable.args, bodies: rest } : null
}

/** The operands of a node in the order of the text. */
export function operandsOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return node.args
  }
}

/** `value.order["id"]` as its root and the members on the way; `open` is what is left where an index is no literal text. */
export interface AccessPath {
  root: string
  members: readonly string[]
  start: number
  end: number
}

/** The longest path of named members from a variable, as far as the node is one; null where it begins otherwise. */
export function accessPath(node: ASTNode): AccessPath | null {
  const { start, end } = node
  if (node.op === 'id') return { root: node.args, members: [], start, end }
  const member = memberOf(node)
  if (member === null) return null
  const inner = accessPath(member.of)
  return inner === null ? null : { ...inner, members: [...inner.members, member.name], end }
}

function memberOf(node: ASTNode): { of: ASTNode; name: string } | null {
  if (node.op === '.') return { of: node.args[0], name: node.args[1] }
  if (node.op !== '[]') return null
  const [of, index] = node.args
  return index.op === 'value' && typeof index.args === 'string' ? { of, name: index.args } : null
}
