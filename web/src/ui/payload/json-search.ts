import type { JsonNodes } from './json-nodes.ts'

const MATCHES_MAX = 10_000

/** Values whose key or content holds the words, in document order, at most {@link MATCHES_MAX}. */
export function searchJson(nodes: JsonNodes, words: string): number[] {
  const pattern = searchPattern(words)
  if (pattern === null) return []
  const found: number[] = []
  for (const match of nodes.text.matchAll(pattern)) {
    const index = nodeAt(nodes, match.index)
    // White space and punctuation between values belong to the container around them.
    if (index < 0 || found.at(-1) === index) continue
    if (nodes.isContainer(index) && match.index >= nodes.start(index)) continue
    found.push(index)
    if (found.length === MATCHES_MAX) break
  }
  return found
}

/** Case-insensitive; finds letters beyond ASCII also where the text has them as `\u` escapes. */
export function searchPattern(words: string): RegExp | null {
  if (words === '') return null
  const escaped = words.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const forms = escaped === words ? [words] : [words, escaped]
  return new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'gi')
}

/** The innermost value that the place in the text belongs to. */
function nodeAt(nodes: JsonNodes, place: number): number {
  let [low, high] = [0, nodes.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (nodes.rowStart(middle) <= place) low = middle
    else high = middle - 1
  }
  while (low >= 0 && place >= nodes.end(low)) low = nodes.parent(low)
  return low
}
