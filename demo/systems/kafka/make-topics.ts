import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, IResourceConfigEntry } from 'kafkajs'

export interface TopicPlan {
  topic: string
  partitions: number
  config: IResourceConfigEntry[]
}

const BROKERS_CHOICE = -1
const LEADERS_WITHIN_MS = 20_000
const ELECTING = new Set(['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'UNKNOWN_TOPIC_OR_PARTITION'])

/** Some hours or days and a few megabytes of each partition: a system may run for weeks beside somebody's work. */
export function eventLog({ hours, megabytes }: { hours: number; megabytes: number }): IResourceConfigEntry[] {
  return [
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'retention.ms', value: String(hours * 3_600_000) },
    { name: 'retention.bytes', value: String(megabytes * 1024 * 1024) },
    { name: 'segment.bytes', value: String((megabytes / 4) * 1024 * 1024) },
  ]
}

/** Segments close every minute and little dirt suffices, so that compaction really happens while one looks. */
export const ENTITY_LOG: IResourceConfigEntry[] = [
  { name: 'cleanup.policy', value: 'compact' },
  { name: 'segment.ms', value: '60000' },
  { name: 'segment.bytes', value: String(1024 * 1024) },
  { name: 'min.cleanable.dirty.ratio', value: '0.05' },
  { name: 'max.compaction.lag.ms', value: '120000' },
  { name: 'delete.retention.ms', value: '60000' },
]

/** Makes the topics that are missing and leaves those that exist as they are. Resolves with whether all are empty. */
export async function makeTopics(
  admin: Admin,
  plans: readonly TopicPlan[],
  signal: AbortSignal,
): Promise<{ empty: boolean }> {
  const existing = new Set(await admin.listTopics())
  const missing = plans.filter(({ topic }) => !existing.has(topic))
  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ topic, partitions, config }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: BROKERS_CHOICE,
        configEntries: config,
      })),
    })
  }
  const ends = await readEnds(admin, plans, signal)
  return { empty: ends.every((end) => end === '0') }
}

/** A leader that was just elected may not know it for seconds on a busy machine: that is no outage yet. */
async function readEnds(admin: Admin, plans: readonly TopicPlan[], signal: AbortSignal): Promise<string[]> {
  const deadline = Date.now() + LEADERS_WITHIN_MS
  for (;;) {
    try {
      const offsets = await Promise.all(plans.map(({ topic }) => admin.fetchTopicOffsets(topic)))
      return offsets.flat().map(({ high }) => high)
    } catch (error) {
      if (!isElecting(error) || Date.now() > deadline) throw error
    }
    await sleep(200, undefined, { signal })
  }
}

/** kafkajs wraps the broker's answer once its own tries are used up. */
function isElecting(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const type = 'type' in error ? error.type : null
  if (typeof type === 'string' && ELECTING.has(type)) return true
  return isElecting(error.cause)
}
