import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, IResourceConfigEntry } from 'kafkajs'
import type { StreamName } from '../domain/events.ts'
import { STREAMS } from '../service-table.ts'

export const PARTITIONS = 4
const BROKERS_CHOICE = -1
const LEADERS_WITHIN_MS = 20_000
const ELECTING = new Set(['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'UNKNOWN_TOPIC_OR_PARTITION'])

/** A few days and a few megabytes of each partition: the system may run for weeks beside somebody's work. */
const EVENT_LOG: IResourceConfigEntry[] = [
  { name: 'cleanup.policy', value: 'delete' },
  { name: 'retention.ms', value: String(3 * 24 * 3_600_000) },
  { name: 'retention.bytes', value: String(16 * 1024 * 1024) },
  { name: 'segment.bytes', value: String(4 * 1024 * 1024) },
]

/** Segments close every minute and little dirt suffices, so that compaction really happens while one looks. */
const ENTITY_LOG: IResourceConfigEntry[] = [
  { name: 'cleanup.policy', value: 'compact' },
  { name: 'segment.ms', value: '60000' },
  { name: 'segment.bytes', value: String(1024 * 1024) },
  { name: 'min.cleanable.dirty.ratio', value: '0.05' },
  { name: 'max.compaction.lag.ms', value: '120000' },
  { name: 'delete.retention.ms', value: '60000' },
]

/** Makes the topics that are missing and leaves those that exist as they are. Resolves with whether all are empty. */
export async function makeTopics(admin: Admin, signal: AbortSignal): Promise<{ empty: boolean }> {
  const existing = new Set(await admin.listTopics())
  const missing = STREAMS.filter((stream) => !existing.has(stream))
  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((stream) => ({
        topic: stream,
        numPartitions: PARTITIONS,
        replicationFactor: BROKERS_CHOICE,
        configEntries: logOf(stream),
      })),
    })
  }
  const ends = await readEnds(admin, signal)
  return { empty: ends.every((end) => end === '0') }
}

/** A leader that was just elected may not know it for seconds on a busy machine: that is no outage yet. */
async function readEnds(admin: Admin, signal: AbortSignal): Promise<string[]> {
  const deadline = Date.now() + LEADERS_WITHIN_MS
  for (;;) {
    try {
      const offsets = await Promise.all(STREAMS.map((stream) => admin.fetchTopicOffsets(stream)))
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

function logOf(stream: StreamName): IResourceConfigEntry[] {
  return stream === 'best-book.ranking' ? ENTITY_LOG : EVENT_LOG
}
