import type { KafkaFault } from './kafka-fault.ts'

/** What became of one item of a call: its value, or its fault with what names the item. */
export type Outcome<T, Id = object> = { ok: true; value: T } | ({ ok: false; fault: KafkaFault } & Id)

/** What ends a call early; `timeoutMs` spans all of it, retries included. */
export interface CallOptions {
  signal?: AbortSignal
  timeoutMs?: number
}

/** Names one partition. */
export interface TopicPartitionId {
  topic: string
  partition: number
}
