import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'

/** One partition of a tail: where it is, and what keeps it from going on. */
export class TailLane implements TopicPartitionId {
  readonly topic: string
  readonly partition: number
  /** The next offset to ask for; null until the partition has answered where its log ends. */
  next: bigint | null
  /** Which broker's round it belongs to; null while there is no leader. */
  leader: number | null
  /** What is below was in the log before the tail began. */
  readonly liveFrom: bigint
  /** Being asked for now, perhaps by the round of the leader before. */
  busy = false
  /** Only a part of a batch came: alone it comes whole. */
  hungry = false
  /** What the last answer said of the log. */
  visibleEnd = 0n
  highWatermark = 0n
  failing: { since: number; fault: KafkaFault; tries: number; retryAt: number } | null = null

  constructor(id: TopicPartitionId, next: bigint | null, leader: number | null, liveFrom = 0n) {
    this.topic = id.topic
    this.partition = id.partition
    this.next = next
    this.leader = leader
    this.liveFrom = liveFrom
  }

  /** Offsets in the log that are not read yet. */
  get behind(): bigint {
    return this.next === null || this.visibleEnd <= this.next ? 0n : this.visibleEnd - this.next
  }

  /** Offsets that wait for the end of a transaction. */
  get heldBack(): bigint {
    return this.highWatermark > this.visibleEnd ? this.highWatermark - this.visibleEnd : 0n
  }

  fail(fault: KafkaFault, now: number, limits: { retryMs: number; retryMaxMs: number }): void {
    const { since = now, tries = 0 } = this.failing ?? {}
    const waitMs = Math.min(limits.retryMs * 2 ** Math.min(tries, 10), limits.retryMaxMs)
    this.failing = { since, fault, tries: tries + 1, retryAt: now + waitMs }
  }
}
