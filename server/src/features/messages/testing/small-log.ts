import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec, MemoryGateway } from '#kafka/memory/memory-spec.ts'

export const ORDERS = 'orders'

/** A topic with one batch a partition: in each, a record at every time given. */
export function ordersAt(times: readonly (readonly number[])[], spec: MemoryClusterSpec = {}): MemoryGateway {
  const gateway = createMemoryGateway({
    ...spec,
    topics: [{ name: ORDERS, partitions: times.length, ...spec.topics?.[0] }],
  })
  for (const [partition, each] of times.entries()) {
    if (each.length > 0) gateway.append(ORDERS, partition, recordsAt(each))
  }
  return gateway
}

export function recordsAt(times: readonly number[]) {
  return times.map((time) => ({ timestamp: BigInt(time), key: `k${time}`, value: `at ${time}` }))
}

/** 0, 1, … */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at)
}
