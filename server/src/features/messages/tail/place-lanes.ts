import type { OffsetAnswer, OffsetPosition, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { boundLevel } from '../transactions/read-level.ts'
import { failLane } from './fail-lane.ts'
import type { TailLane } from './tail-lane.ts'
import type { TailState } from './tail-state.ts'

/**
 * Puts lanes where they can go on: one that has not begun at the end of its log, one whose offset is gone at the log
 * start that retention moved, or at the end of a log that was cut back.
 */
export async function placeLanes(state: TailState, lanes: readonly TailLane[]): Promise<void> {
  if (lanes.length === 0) return
  const [starts, ends] = await Promise.all([ask(state, lanes, 'earliest'), ask(state, lanes, 'latest')])
  for (const [index, lane] of lanes.entries()) {
    const [start, end] = [starts[index], ends[index]]
    if (!start?.ok || !end?.ok) {
      const fault = start?.ok === false ? start.fault : end?.ok === false ? end.fault : null
      if (fault !== null) failLane(state, lane, fault)
      continue
    }
    const [first, last] = [start.value.offset ?? 0n, end.value.offset ?? 0n]
    if (lane.next === null) lane.next = last
    else if (lane.next < first) {
      state.ctx.notes.stretch('log-start-moved', lane, lane.next, first - 1n)
      lane.next = first
    } else if (lane.next > last) {
      state.notes.cut(lane, lane.next, last)
      lane.next = last
    }
  }
  state.wake()
}

async function ask(
  { ctx, limits }: TailState,
  lanes: readonly TailLane[],
  at: OffsetPosition,
): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
  const queries = lanes.map(({ topic, partition }) => ({ topic, partition, at }))
  const isolation = boundLevel(ctx.isolation)
  try {
    const { signal } = ctx.stop
    return await ctx.gateway.listOffsets(queries, { isolation, signal, timeoutMs: limits.callTimeoutMs })
  } catch (error) {
    if (ctx.stop.reason !== null || !(error instanceof KafkaFault)) throw error
    return lanes.map(({ topic, partition }) => ({ ok: false, fault: error, topic, partition }))
  }
}
