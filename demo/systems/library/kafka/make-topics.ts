import type { Admin, IResourceConfigEntry } from 'kafkajs'
import type { StreamName } from '../domain/events.ts'
import { STREAMS } from '../service-table.ts'

export const PARTITIONS = 4
const BROKERS_CHOICE = -1

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
export async function makeTopics(admin: Admin): Promise<{ empty: boolean }> {
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
  const offsets = await Promise.all(STREAMS.map((stream) => admin.fetchTopicOffsets(stream)))
  return { empty: offsets.flat().every(({ high }) => high === '0') }
}

function logOf(stream: StreamName): IResourceConfigEntry[] {
  return stream === 'best-book.ranking' ? ENTITY_LOG : EVENT_LOG
}
