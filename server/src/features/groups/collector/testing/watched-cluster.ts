import { GroupDetail, GroupList, GroupListQuery } from '@sluice/shared/groups'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { createCollector } from '../collector.ts'

export const T0 = 1_700_000_000_000
export const MINUTE = 60_000
const WINDOW = 10 * MINUTE

/** A cluster whose clock the test turns. */
export function watched(spec: MemoryClusterSpec = {}) {
  let now = T0
  const gateway = createMemoryGateway({
    topics: [
      { name: 'orders', partitions: 2 },
      { name: 'other', partitions: 1 },
    ],
    now: () => now,
    ...spec,
  })
  const failures: unknown[] = []
  const collector = createCollector(gateway, {
    now: () => now,
    windowMs: WINDOW,
    callMs: 500,
    onError: (error) => failures.push(error),
  })
  const produce = (topic: string, partition: number, count: number) =>
    gateway.append(
      topic,
      partition,
      Array.from({ length: count }, () => ({ timestamp: BigInt(now), value: 'v' })),
    )
  const commit = (group: string, topic: string, partition: number, offset: number) =>
    gateway.groups.commit(group, [{ topic, partition, offset: BigInt(offset) }])
  const after = async (ms: number) => {
    now += ms
    return await collector.cycle()
  }
  const list = (query: Record<string, string> = {}) =>
    GroupList.parse(collector.list(GroupListQuery.parse(query)))
  const detail = async (group: string) =>
    GroupDetail.parse(await collector.detail(group, new AbortController().signal))
  return { gateway, collector, failures, produce, commit, after, list, detail, now: () => now }
}
