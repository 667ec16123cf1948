import type { EdgeTier, NodeKind } from '@sluice/shared/topology'
import { type Exported, labelOf } from './graph-json.ts'

/** Brackets of each shape: topics as queues, who acts as boxes, who is nobody round. */
const SHAPES: Record<NodeKind, readonly [string, string]> = {
  topic: ['[(', ')]'],
  service: ['[', ']'],
  group: ['([', '])'],
  writer: ['((', '))'],
  member: ['(', ')'],
  session: ['(', ')'],
  principal: ['{{', '}}'],
}
const ARROWS: Record<EdgeTier, string> = {
  proven: '-->',
  observed: '-->',
  inferred: '-.->',
  suspected: '-.->',
  permitted: '-.-x',
}

/** A flowchart in Mermaid's language. Names stand in quotes, so no name can say anything else than itself. */
export function graphMermaid({ nodes, edges }: Exported, unknown: string): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`] as const))
  const lines = ['flowchart LR']
  for (const node of nodes) {
    const [open, close] = SHAPES[node.kind]
    lines.push(`  ${ids.get(node.id)}${open}"${quoted(labelOf(node, unknown))}"${close}`)
  }
  for (const { from, to, tier } of edges) {
    const [start, end] = [ids.get(from), ids.get(to)]
    if (start && end) lines.push(`  ${start} ${ARROWS[tier]} ${end}`)
  }
  return `${lines.join('\n')}\n`
}

/** Mermaid knows entities by number, between "#" and ";". */
const quoted = (name: string) =>
  name.replaceAll(/[^\p{L}\p{N} ._/:-]/gu, (sign) => `#${sign.codePointAt(0)};`)
