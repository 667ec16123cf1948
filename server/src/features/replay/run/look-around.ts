import type { KafkaGateway } from '#kafka/gateway.ts'
import { targetClusterOf } from '../replay-parts.ts'
import { lookAtTopics } from './check-topics.ts'
import type { JobRecord } from './job-record.ts'
import { isKafka } from './session-deps.ts'

/** Puts into a record what must stay as it is while it runs, and where the target ends before its first record. */
export async function lookAround(
  record: JobRecord,
  gatewayOf: (cluster: string) => KafkaGateway,
  signal: AbortSignal,
): Promise<void> {
  const { plan, cluster, mode } = record
  const targetCluster = targetClusterOf(cluster, plan.spec.target)
  const targets = mode === 'run' && isKafka(plan.spec.target) ? plan.targets : []
  const topics = [
    ...plan.spec.source.topics.map((topic) => ({ cluster, topic })),
    ...targets.map(({ topic }) => ({ cluster: targetCluster, topic })),
  ]
  const unique = new Map(topics.map((one) => [`${one.cluster}/${one.topic}`, one]))
  record.watched = await lookAtTopics(gatewayOf, [...unique.values()], signal)
  const written = record.watched.filter(
    (one) => one.cluster === targetCluster && targets.some(({ topic }) => topic === one.topic),
  )
  const asked = written.flatMap(({ topic, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({ topic, partition, at: 'latest' as const })),
  )
  if (asked.length === 0) return
  const ends = await gatewayOf(targetCluster).listOffsets(asked, { signal })
  record.floors = ends.map((end) => {
    if (!end.ok) throw end.fault
    const { topic, partition, offset } = end.value
    return { topic, partition, offset: `${offset ?? 0n}` }
  })
}
