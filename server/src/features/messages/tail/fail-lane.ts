import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { TailLane } from './tail-lane.ts'
import type { TailState } from './tail-state.ts'

/** After these the topics are looked at anew at once: they may be gone, or led by another broker. */
const TELLS_OF_TOPICS = new Set<string>([
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'LEADER_UNAVAILABLE',
  'CLUSTER_UNREACHABLE',
])

/** Puts a lane off for a while. */
export function failLane(state: TailState, lane: TailLane, fault: KafkaFault): void {
  lane.fail(fault, state.ctx.now(), state.limits)
  if (TELLS_OF_TOPICS.has(fault.code)) state.suspect()
  state.wake()
}
