import type { ReplaySpec } from '@sluice/shared/replay'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { targetClusterOf } from '../replay-parts.ts'
import type { TargetPartitions } from '../shape/place-record.ts'
import { findOrigins } from './find-origins.ts'
import type { PlannerDeps } from './planner-deps.ts'
import { isThere, type KnownTopic, namedTargets, readTopics } from './read-ground.ts'
import { type ResolvedSource, resolveSource } from './resolve-source.ts'
import { type SandboxTopic, sandboxTopics } from './sandbox.ts'

/** Who takes part in a replay: what is read, and what would be written to. */
export interface Scene {
  spec: ReplaySpec
  cluster: string
  source: KafkaGateway
  targetCluster: string
  target: KafkaGateway
  resolved: ResolvedSource
  sources: ReadonlyMap<string, KnownTopic>
  targets: readonly KnownTopic[]
  sandbox: readonly SandboxTopic[]
}

export async function setScene(
  deps: PlannerDeps,
  cluster: string,
  spec: ReplaySpec,
  signal: AbortSignal,
): Promise<Scene> {
  const source = deps.clusters.get(cluster).gateway
  const targetCluster = targetClusterOf(cluster, spec.target)
  const target = deps.clusters.get(targetCluster).gateway
  const [resolved, sources] = await Promise.all([
    resolveSource(deps, { cluster, gateway: source }, spec.source, signal),
    readTopics(source, spec.source.topics, { signal }),
  ])
  const origins = await findOrigins(source, spec, resolved.ranges, signal)
  const known = await readTopics(target, [...namedTargets(spec), ...origins], { signal })
  const sandbox = spec.target.kind === 'sandbox' ? sandboxTopics(spec.target, sources) : []
  // What a queue names and is not there is a fault of its records, and a source that is not there gets no copy.
  const targets = [...known.values()].filter((topic) => {
    if (spec.target.kind === 'origin') return isThere(topic)
    return spec.target.kind !== 'sandbox' || sandbox.some((made) => made.topic === topic.topic)
  })
  return { spec, cluster, source, targetCluster, target, resolved, sources, targets, sandbox }
}

/** How many partitions there will be to write to. */
export function partitionsOf({ targets, sandbox }: Pick<Scene, 'targets' | 'sandbox'>): TargetPartitions {
  const there = targets.flatMap((topic): [string, number][] =>
    isThere(topic) ? [[topic.topic, topic.description.partitions.length]] : [],
  )
  return new Map([...there, ...sandbox.map(({ topic, partitions }): [string, number] => [topic, partitions])])
}

/** Targets that hold records; null where their leaders do not say. */
export async function filledTopics(
  { targets, target }: Scene,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const ids = targets.flatMap((topic) =>
    isThere(topic)
      ? topic.description.partitions.map(({ partition }) => ({ topic: topic.topic, partition }))
      : [],
  )
  if (ids.length === 0) return new Set()
  const ask = (at: 'earliest' | 'latest') =>
    target.listOffsets(
      ids.map((id) => ({ ...id, at })),
      { signal, isolation: 'read_uncommitted' },
    )
  try {
    const [starts, ends] = await Promise.all([ask('earliest'), ask('latest')])
    const filled = ids.filter((_, at) => {
      const [start, end] = [starts[at], ends[at]]
      // A partition that does not say may hold some.
      return !(start?.ok && end?.ok) || start.value.offset !== end.value.offset
    })
    return new Set(filled.map(({ topic }) => topic))
  } catch (error) {
    if (error instanceof KafkaFault) return null
    throw error
  }
}
