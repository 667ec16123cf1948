import type { JsonNodes } from './json-nodes.ts'
import { shownValue } from './json-view.ts'

const SHORT_CHARS = 60

/** A value on a few characters of one line: scalars as they stand in the text, what is longer cut with an ellipsis. */
export function shortSource(nodes: JsonNodes, index: number, most = SHORT_CHARS): string {
  const { text, hidden } = shownValue(nodes, index)
  const line = text.replace(/\s+/g, ' ')
  return line.length > most || hidden > 0 ? `${line.slice(0, most)}…` : line
}
