import type { ShownNode } from '../model/shown.ts'
import type { Exported } from './graph-json.ts'
import { writable } from './xml-text.ts'

/** An attribute: whose it is, and GraphML's type of it. */
const KEYS = {
  label: ['node', 'string'],
  kind: ['node', 'string'],
  owner: ['node', 'string'],
  health: ['node', 'string'],
  relation: ['edge', 'string'],
  tier: ['edge', 'string'],
  confidence: ['edge', 'double'],
  messagesPerSecond: ['edge', 'double'],
  lag: ['edge', 'long'],
} as const

/** GraphML, as yEd, Gephi and NetworkX read it. What is not known is left out. */
export function graphGraphml({ nodes, edges }: Exported, nameOf: (node: ShownNode) => string): string {
  const shown = new Set(nodes.map(({ id }) => id))
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...Object.entries(KEYS).map(
      ([name, [of, type]]) => `  <key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '  <graph edgedefault="directed">',
  ]
  for (const node of nodes) {
    const { kind, owner, health } = node
    const data = dataOf({ label: nameOf(node), kind, owner, health })
    lines.push(`    <node id="${escaped(node.id)}">${data}</node>`)
  }
  for (const { id, from, to, relation, tier, confidence, rate, lag } of edges) {
    if (!shown.has(from) || !shown.has(to)) continue
    const messagesPerSecond = rate.basis === 'edge' ? rate.messages : null
    const data = dataOf({ relation, tier, confidence, messagesPerSecond, lag })
    lines.push(
      `    <edge id="${escaped(id)}" source="${escaped(from)}" target="${escaped(to)}">${data}</edge>`,
    )
  }
  return `${[...lines, '  </graph>', '</graphml>'].join('\n')}\n`
}

const dataOf = (values: Partial<Record<keyof typeof KEYS, string | number | null>>) =>
  Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `<data key="${key}">${escaped(String(value))}</data>`)
    .join('')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const escaped = (text: string) => writable(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
