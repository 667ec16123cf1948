import type { ReplayTarget } from '@sluice/shared/replay'
import { type Configs, isThere, type KnownTopic } from './read-ground.ts'

/** Of a topic on tiered storage or under throttle of its replicas: a copy has none of it. */
const NOT_COPIED = [
  'leader.replication.throttled.replicas',
  'follower.replication.throttled.replicas',
  'remote.storage.enable',
  'remote.copy.disable',
  'remote.log.delete.on.disable',
  'local.retention.ms',
  'local.retention.bytes',
  'confluent.placement.constraints',
]
/** A record that keeps an old or a future time would be refused; time has passed since its source took it. */
const TIME_BOUNDS = [
  'message.timestamp.after.max.ms',
  'message.timestamp.before.max.ms',
  'message.timestamp.difference.max.ms',
]

export interface SandboxTopic {
  source: string
  topic: string
  partitions: number
  configs: Configs
}

/** What the topics of a sandbox are made with: the partitions and the settings of their sources. */
export function sandboxTopics(
  target: ReplayTarget & { kind: 'sandbox' },
  sources: ReadonlyMap<string, KnownTopic>,
): SandboxTopic[] {
  return target.topics.flatMap(({ source, target: topic }) => {
    const known = sources.get(source)
    if (known === undefined || !isThere(known)) return []
    const configs = [...known.ownConfigs].filter(
      ([name]) => !NOT_COPIED.includes(name) && !TIME_BOUNDS.includes(name),
    )
    return [{ source, topic, partitions: known.description.partitions.length, configs: new Map(configs) }]
  })
}
