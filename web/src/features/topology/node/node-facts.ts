import type { TopologyNode } from '@sluice/shared/topology'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { spanShort } from '#lib/span-words.ts'
import type { Wording } from '../scene/card-row.ts'
import { lastWrite, PRODUCERS, perSecond } from '../scene/card-text.ts'

/** A thing known of a node, in words. */
export interface NodeFact {
  name: string
  value: string
}

/** What is known of a node, apart from its groups. What is not known is left out, or said where one would look for it. */
export function nodeFacts(node: TopologyNode, wording: Wording): NodeFact[] {
  const { t } = wording
  const facts: NodeFact[] = []
  if (node.owner !== null) facts.push({ name: t('node.owner'), value: node.owner })
  if (node.topic) facts.push(...topicFacts(node.topic, wording))
  if (node.writer) facts.push(...writerFacts(node.writer, wording))
  return facts
}

function topicFacts(topic: NonNullable<TopologyNode['topic']>, { t, language }: Wording): NodeFact[] {
  const { partitions, retentionMs, compacted, rate, family } = topic
  const unknown = t('node.unknown')
  const kept =
    retentionMs === null ? unknown : retentionMs < 0 ? t('node.forEver') : spanShort(retentionMs, language)
  return [
    { name: t('node.partitions'), value: partitions === null ? unknown : formatCount(partitions) },
    { name: t('node.retention'), value: kept },
    ...(compacted === true ? [{ name: t('node.cleanup'), value: t('topology.compacted') }] : []),
    {
      name: t('node.rate'),
      value: [
        perSecond(rate.messages, t),
        ...(rate.bytes === null ? [] : [`${formatBytes(Math.round(rate.bytes))}/s`]),
      ].join(' · '),
    },
    ...(family === null || family.role === 'base' ? [] : [{ name: t('node.serves'), value: family.base }]),
  ]
}

function writerFacts(writer: NonNullable<TopologyNode['writer']>, wording: Wording): NodeFact[] {
  const { t } = wording
  const list = (name: string, values: readonly string[]) =>
    values.length === 0 ? [] : [{ name, value: values.join(', ') }]
  return [
    { name: t('node.producer'), value: t(PRODUCERS[writer.producer]) },
    ...(writer.sessions === 0 ? [] : [{ name: t('node.sessions'), value: formatCount(writer.sessions) }]),
    { name: t('node.lastWrite'), value: lastWrite(writer, wording) },
    ...list(t('node.transactionalIds'), writer.transactionalIds),
    ...list(t('node.clients'), writer.clients),
    ...list(t('node.codecs'), writer.codecs),
  ]
}
