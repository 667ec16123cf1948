import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { Chunk } from './record-walk.ts'

interface LaneOptions {
  id: TopicPartitionId
  from: bigint
  /** Exclusive. */
  end: bigint
  fetchBytes: number
  fetchBytesMax: number
  /** Where it is known already. */
  lastStable?: bigint
}

/** One partition's stretch of the log while it is fetched from front to back. */
export class Lane {
  readonly topic: string
  readonly partition: number
  readonly end: bigint
  readonly fetchBytesMax: number
  /** As the last answer said; null before the first. */
  lastStable: bigint | null
  /** The next offset to ask for: everything below has arrived or cannot. */
  fetchAt: bigint
  fetchBytes: number
  /** Answers so far that brought something, and the bytes in them. */
  answers = 0
  bytes = 0
  /** Arrived and not walked yet, in offset order. */
  readonly chunks: Chunk[] = []
  /** Answers without a whole batch since the last one that had any. */
  emptyAnswers = 0
  failingSince: number | null = null
  retryAt = 0
  retries = 0
  /** Set once the lane is given up. */
  fault: KafkaFault | null = null
  /** Where retention moved the log start to while this lane was read. */
  movedStart: bigint | null = null

  constructor(options: LaneOptions) {
    this.topic = options.id.topic
    this.partition = options.id.partition
    this.end = options.end
    this.lastStable = options.lastStable ?? null
    this.fetchAt = options.from
    this.fetchBytes = Math.min(options.fetchBytes, options.fetchBytesMax)
    this.fetchBytesMax = options.fetchBytesMax
  }

  /** Whether there is something left to ask the broker for. */
  get fetchable(): boolean {
    return this.fault === null && this.fetchAt < this.end
  }

  deliver(chunk: Chunk, bytes: number): void {
    this.answers += 1
    this.bytes += bytes
    this.emptyAnswers = 0
    this.failingSince = null
    this.retries = 0
    this.fetchAt = chunk.until
    this.fetchBytes = Math.min(this.fetchBytes * 4, this.fetchBytesMax)
    this.chunks.push(chunk)
  }
}
