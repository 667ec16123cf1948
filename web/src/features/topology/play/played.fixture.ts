import type { Message, Payload } from '@sluice/shared/messages'
import type { TopologyGraph } from '@sluice/shared/topology'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { layOut } from '../layout/layout.ts'
import { showGraph, USUAL_CHOICE } from '../model/show-graph.ts'
import { buildScene } from '../scene/build-scene.ts'
import { cardSize } from '../scene/card-size.ts'
import type { Scene } from '../scene/scene.ts'

export const AT = 1_763_700_000_000

export const payload = (data: string): Payload => ({
  encoding: 'utf8',
  data,
  size: data.length,
  truncated: false,
})

interface Played {
  key?: string | null
  value?: unknown
  headers?: Record<string, string>
  offset?: string
  producerId?: string
}

export function messageOf(topic: string, played: Played = {}): Message {
  const { key = 'R-1', value = {}, headers = {}, offset = '0', producerId = null } = played
  return {
    ...{ topic, partition: 0, offset, timestamp: AT, timestampType: 'CreateTime', size: 40, codec: 'none' },
    ...{ producerId, transactional: false },
    key: key === null ? null : payload(key),
    value: value === null ? null : payload(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: Object.entries(headers).map(([name, text]) => ({ key: name, value: payload(text) })),
  }
}

export function sceneOf(graph: TopologyGraph): Scene {
  const shown = showGraph(graph, USUAL_CHOICE)
  const nodes = shown.nodes.map((node) => ({ id: node.id, ...cardSize(node) }))
  const wording = { t: createTranslate(english), language: 'en' as const, now: AT }
  return buildScene(shown, layOut({ nodes, edges: shown.edges }), new Map(), wording)
}
