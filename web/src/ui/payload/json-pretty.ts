import type { JsonNodes } from './json-nodes.ts'

/** The same JSON with one value a line; every value stands as it does in the text. */
export function prettyJson(nodes: JsonNodes): string {
  const parts: string[] = []
  const open: number[] = []
  for (let index = 0; index < nodes.length; index++) {
    closeUntil(nodes, parts, open, index)
    if (nodes.parent(index) >= 0) {
      const first = nodes.parent(index) === index - 1
      parts.push(first ? '\n' : ',\n', '  '.repeat(nodes.depth(index)))
      if (nodes.rowStart(index) !== nodes.start(index)) parts.push(keySource(nodes, index), ': ')
    }
    if (!nodes.isContainer(index)) parts.push(nodes.source(index))
    else if (nodes.childCount(index) === 0) parts.push(nodes.isObject(index) ? '{}' : '[]')
    else {
      parts.push(nodes.isObject(index) ? '{' : '[')
      open.push(index)
    }
  }
  closeUntil(nodes, parts, open, nodes.length)
  return parts.join('')
}

/** Writes the closing brackets of the containers that end before a value. */
function closeUntil(nodes: JsonNodes, parts: string[], open: number[], index: number): void {
  for (let last = open.at(-1); last !== undefined && nodes.after(last) <= index; last = open.at(-1)) {
    parts.push('\n', '  '.repeat(nodes.depth(last)), nodes.isObject(last) ? '}' : ']')
    open.pop()
  }
}

function keySource(nodes: JsonNodes, index: number): string {
  const text = nodes.text.slice(nodes.rowStart(index), nodes.start(index))
  return text.slice(0, text.lastIndexOf('"') + 1)
}
