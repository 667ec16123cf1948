import { ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import type { ReplayWarningCode } from '@sluice/shared/replay-plan'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { createLagBoards, type LagBoards } from '#features/groups/collector/lag-boards.ts'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryRecord } from '#kafka/memory/memory-log.ts'
import type { MemoryClusterSpec, MemoryGateway } from '#kafka/memory/memory-spec.ts'
import type { PlannerDeps } from '../planner-deps.ts'
import { createReplayPlanner, type PlansReplays } from '../replay-planner.ts'

export const NOW = 1_800_000_000_000
const going = new AbortController().signal

export interface Stage {
  /** `orders` with two partitions of ten records each, written a minute ago; what the test asks for beside it. */
  gateway: MemoryGateway
  /** A second cluster, `other`. */
  other: MemoryGateway
  planner: PlansReplays
  boards: LagBoards
  plan(input: Partial<ReplaySpecInput>): ReturnType<PlansReplays['plan']>
  codes(input: Partial<ReplaySpecInput>): Promise<Partial<Record<ReplayWarningCode, string>>>
  close(): void
}

export function recordsOf(
  count: number,
  change: (at: number) => Partial<MemoryRecord> = () => ({}),
): MemoryRecord[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ timestamp: BigInt(NOW - 60_000 + at), key: `k${at}`, value: `{"id":${at}}` },
    ...change(at),
  }))
}

/** A planner on clusters in memory, at a time that stands still. */
export function memoryStage(spec: MemoryClusterSpec = {}, changes: Partial<PlannerDeps> = {}): Stage {
  const topics = [{ name: 'orders', partitions: 2 }, ...(spec.topics ?? [])]
  const gateway = createMemoryGateway({ ...spec, topics })
  const other = createMemoryGateway({ name: 'other', topics: [{ name: 'copy', partitions: 2 }] })
  for (const partition of [0, 1]) gateway.append('orders', partition, recordsOf(10))
  const filters = testFilters()
  const registered = { local: gateway, other }
  const clusters = createClusterRegistry(
    Object.entries(registered).map(([name, one]) => {
      const bootstrap = ['memory:9092']
      const monitor = createConnectionMonitor(one, { bootstrap })
      return { name, bootstrap, gateway: one, monitor, writes: { writer: one.writer } }
    }),
  )
  const boards = createLagBoards(clusters, {
    onError: (_, error) => {
      throw error
    },
  })
  const planner = createReplayPlanner({
    clusters,
    scan: { cursors: createCursorCodec(Buffer.alloc(32, 7)), buffers: new BufferShares() },
    filters,
    board: (cluster) => boards.find(cluster),
    running: () => [],
    endpoints: ['warehouse'],
    secret: Buffer.alloc(32, 1),
    now: () => NOW,
    ...changes,
  })
  const plan: Stage['plan'] = (input) =>
    planner.plan(
      'local',
      ReplaySpec.parse({ source: { topics: ['orders'] }, target: sandbox(), ...input }),
      going,
    )
  return {
    ...{ gateway, other, planner, boards, plan },
    codes: async (input) => {
      const { warnings } = await plan(input)
      return Object.fromEntries(warnings.map(({ code, severity }) => [code, severity]))
    },
    close: () => filters.close(),
  }
}

export function sandbox(): ReplaySpecInput['target'] {
  return { kind: 'sandbox', topics: [{ source: 'orders', target: 'orders-replay' }] }
}

export function into(topic: string, cluster?: string): ReplaySpecInput['target'] {
  return { kind: 'topic', topic, ...(cluster === undefined ? {} : { cluster }) }
}
