import type { ASTNode } from '@marcbachmann/cel-js'
import { accessPath, macroOf } from './expression-tree.ts'

const IN_PAYLOAD = new Set(['value', 'key', 'headers'])
const TEXT_TESTS = new Set(['contains', 'startsWith', 'endsWith'])

/**
 * Texts that stand in the key, the value or a header of every record for which the expression is true: as they are, or
 * as JSON writes them. They come from conditions that all must hold; a text inside `||`, `!` or a calculation says
 * nothing.
 */
export function requiredLiterals(tree: ASTNode): string[] {
  const found = new Set<string>()
  collect(tree, IN_PAYLOAD, found)
  found.delete('')
  return [...found]
}

function collect(node: ASTNode, roots: ReadonlySet<string>, found: Set<string>): void {
  if (node.op === '&&') for (const operand of node.args) collect(operand, roots, found)
  const equal = equalText(node, roots)
  if (equal !== null) found.add(equal)
  if (node.op === 'rcall') collectCall(node, roots, found)
  if (node.op !== 'call' || node.args[0] !== 'has') return
  const [argument] = node.args[1]
  const name = argument !== undefined && isPath(argument, roots) ? accessPath(argument)?.members.at(-1) : null
  if (name !== null && name !== undefined) found.add(name)
}

function collectCall(node: ASTNode & { op: 'rcall' }, roots: ReadonlySet<string>, found: Set<string>): void {
  const [name, receiver, args] = node.args
  if (TEXT_TESTS.has(name) && isPath(receiver, roots) && args.length === 1) {
    const text = textOf(args[0])
    if (text !== null) found.add(text)
  }
  const macro = macroOf(node)
  if (macro === null || (name !== 'exists' && name !== 'exists_one') || !isPath(macro.receiver, roots)) return
  const [body] = macro.bodies
  // What it walks stands in the payload, and so does what is found of its elements.
  if (body !== undefined) collect(body, new Set([...roots, macro.variable]), found)
}

function equalText(node: ASTNode, roots: ReadonlySet<string>): string | null {
  if (node.op !== '==') return null
  const [left, right] = node.args
  if (isPath(left, roots)) return textOf(right)
  return isPath(right, roots) ? textOf(left) : null
}

function isPath(node: ASTNode, roots: ReadonlySet<string>): boolean {
  const inner = node.op === '[]' && accessPath(node) === null ? node.args[0] : node
  const path = accessPath(inner)
  return path !== null && roots.has(path.root)
}

function textOf(node: ASTNode | undefined): string | null {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : null
}
