import type {
  Admin,
  Consumer,
  EachBatchHandler,
  EachBatchPayload,
  Kafka,
  TopicPartitionOffsetAndMetadata,
} from 'kafkajs'
import { type Outage, persist } from './persist.ts'
import type { Report } from './report.ts'

const JOIN_DEADLINE_MS = 15_000
const COMMIT_EVERY_MS = 1_500

interface StreamReaderOptions {
  kafka: Kafka
  admin: Admin
  declaration: { groupId: string; reads: readonly string[] }
  handle: EachBatchHandler
  /** Called with the partitions of this member each time they are given out anew, before anything of them is handled. */
  onJoin?: (assignment: Readonly<Record<string, number[]>>) => void
  /** Where a group begins that has committed nothing yet: at the end, unless this says otherwise. */
  from?: 'start' | 'end'
  /** How long a fetch waits for more: also the longest that a stop has to wait for one under way. */
  maxWaitMs?: number
  /** False where the handler resolves offsets itself, because it may take a part of a batch. */
  wholeBatches: boolean
  outage: Outage
  report: Report
  signal: AbortSignal
}

/** A service's consumer group: joined and positioned once `open` resolves, and joined again whenever kafkajs gives up. */
export class StreamReader {
  readonly #options: StreamReaderOptions
  #consumer: Consumer | null = null
  #uncommitted = new Map<string, TopicPartitionOffsetAndMetadata>()
  #committing: NodeJS.Timeout | null = null

  constructor(options: StreamReaderOptions) {
    this.#options = options
  }

  open(): Promise<void> {
    return persist(() => this.#join(), this.#options)
  }

  /** Marks everything before `offset` as done; it is committed soon after, which spares a request for each record. */
  done(topic: string, partition: number, offset: string, metadata: string | null = null): void {
    this.#uncommitted.set(`${topic}/${partition}`, { topic, partition, offset, metadata })
    if (this.#options.signal.aborted) return
    this.#committing ??= setTimeout(() => {
      this.#committing = null
      void this.#commit()
    }, COMMIT_EVERY_MS)
  }

  async close(): Promise<void> {
    if (this.#committing) clearTimeout(this.#committing)
    await this.#commit()
    const consumer = this.#consumer
    this.#consumer = null
    await consumer?.disconnect()
  }

  /** A stop must not look like a failure to kafkajs: it would try again, and the stop would wait for that. */
  async #handle(payload: EachBatchPayload): Promise<void> {
    const { handle, signal } = this.#options
    if (signal.aborted) return
    try {
      await handle(payload)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** What cannot be committed now is committed with the next: offsets only grow, and the services know repeated records. */
  async #commit(): Promise<void> {
    const offsets = [...this.#uncommitted.values()]
    if (offsets.length === 0 || !this.#consumer) return
    try {
      await this.#consumer.commitOffsets(offsets)
    } catch (error) {
      this.#options.outage.noticed(error)
      return
    }
    for (const [place, { offset }] of this.#uncommitted)
      if (offsets.some((sent) => `${sent.topic}/${sent.partition}` === place && sent.offset === offset))
        this.#uncommitted.delete(place)
  }

  async #join(): Promise<void> {
    const { kafka, declaration, wholeBatches, from = 'end', maxWaitMs = 700, onJoin } = this.#options
    const consumer = kafka.consumer({
      groupId: declaration.groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: maxWaitMs,
      minBytes: 65_536,
      rebalanceTimeout: 10_000,
    })
    try {
      await consumer.connect()
      await consumer.subscribe({ topics: [...declaration.reads], fromBeginning: from === 'start' })
      this.#consumer = consumer
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => onJoin?.(payload.memberAssignment))
      // Nothing is committed by kafkajs: a service says what it has done, or commits it with its writes.
      const running = consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: wholeBatches,
        eachBatch: (payload) => this.#handle(payload),
      })
      await Promise.all([running, firstJoin(consumer)])
      await this.#commitWhereNothingWas(consumer)
    } catch (error) {
      this.#consumer = null
      await consumer.disconnect()
      throw error
    }
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.#rejoin(payload.error)
    })
  }

  #rejoin(error: Error): void {
    const { declaration, report, signal } = this.#options
    if (signal.aborted || this.#consumer === null) return
    this.#consumer = null
    report('warn', `group ${declaration.groupId} lost its consumer (${error.message}); joining again`)
    this.open().catch((reason: unknown) => {
      if (!signal.aborted)
        report('error', `group ${declaration.groupId} cannot join again: ${String(reason)}`)
    })
  }

  /** Where a group begins without a committed offset: the commit makes that visible and keeps it over a restart. */
  async #commitWhereNothingWas(consumer: Consumer): Promise<void> {
    const { admin, declaration, from = 'end' } = this.#options
    const committed = await admin.fetchOffsets({
      groupId: declaration.groupId,
      topics: [...declaration.reads],
    })
    for (const { topic, partitions } of committed) {
      const unset = new Set(
        partitions.filter(({ offset }) => Number(offset) < 0).map(({ partition }) => partition),
      )
      if (unset.size === 0) continue
      const bounds = (await admin.fetchTopicOffsets(topic)).filter(({ partition }) => unset.has(partition))
      const begin = ({ low, high }: { low: string; high: string }): string => (from === 'start' ? low : high)
      await consumer.commitOffsets(
        bounds.map((bound) => ({ topic, partition: bound.partition, offset: begin(bound) })),
      )
    }
  }
}

/**
 * `run` resolves even when the group could not be joined: only the events tell. A coordinator that is not up yet is a crash
 * to kafkajs, and one that it may not come back from.
 */
function firstJoin(consumer: Consumer): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`the group was not joined within ${JOIN_DEADLINE_MS / 1_000} s`)),
      JOIN_DEADLINE_MS,
    )
    consumer.on(consumer.events.GROUP_JOIN, () => {
      clearTimeout(deadline)
      resolve()
    })
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      clearTimeout(deadline)
      reject(payload.error)
    })
  })
}
