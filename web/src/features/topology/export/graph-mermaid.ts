import type { EdgeTier, NodeKind } from '@sluice/shared/topology'
import type { ShownNode } from '../model/shown.ts'
import type { Exported } from './graph-json.ts'

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

/** Mermaid refuses more, unless it is told otherwise. */
const EDGES_USUAL = 500

/** A flowchart in Mermaid's language. Names stand in quotes, so no name can say anything else than itself. */
export function graphMermaid({ nodes, edges }: Exported, nameOf: (node: ShownNode) => string): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`] as const))
  const drawn = edges.filter(({ from, to }) => ids.has(from) && ids.has(to))
  const lines = ['flowchart LR']
  if (drawn.length > EDGES_USUAL)
    lines.push(
      `  %% ${drawn.length} edges: Mermaid draws more than ${EDGES_USUAL} where its maxEdges is raised`,
    )
  for (const node of nodes) {
    const [open, close] = SHAPES[node.kind]
    lines.push(`  ${ids.get(node.id)}${open}"${quoted(nameOf(node))}"${close}`)
  }
  for (const { from, to, tier } of drawn) lines.push(`  ${ids.get(from)} ${ARROWS[tier]} ${ids.get(to)}`)
  return `${lines.join('\n')}\n`
}

/** Mermaid knows entities by number, between "#" and ";". */
const quoted = (name: string) =>
  name.replaceAll(/[^\p{L}\p{N} ._/:-]/gu, (sign) => `#${sign.codePointAt(0)};`)
