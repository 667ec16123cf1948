import { ClusterDetail, ClusterList, FEATURES } from '@sluice/shared/clusters'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec, MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { createClusterRegistry, type RegisteredCluster } from './cluster-registry.ts'
import { createConnectionMonitor } from './connection-monitor.ts'
import { describeCluster } from './describe-cluster.ts'
import { listClusters } from './list-clusters.ts'

function cluster(spec: MemoryClusterSpec): RegisteredCluster & { gateway: MemoryGateway } {
  const gateway = createMemoryGateway(spec)
  const bootstrap = ['memory:9092']
  const monitor = createConnectionMonitor(gateway, { bootstrap })
  return { name: 'local', bootstrap, gateway, monitor, writes: { writer: gateway.writer } }
}

const reasons = (detail: ClusterDetail): Record<string, string> =>
  Object.fromEntries(
    detail.features.flatMap(({ feature, state }) =>
      state.available ? [] : [[feature, state.fault.message]],
    ),
  )

describe('the description of a cluster', () => {
  it('counts leaders and replicas of each broker and marks the controller', async () => {
    const topics = [
      { name: 'a', partitions: 6, replication: 2 },
      { name: 'b', partitions: 3, replication: 3 },
    ]
    const detail = ClusterDetail.parse(await describeCluster(cluster({ brokers: [1, 2, 3], topics })))
    expect(detail).toMatchObject({ topics: 2, partitions: 9, controllerId: 1 })
    const sum = (key: 'leaders' | 'replicas') =>
      detail.brokers.reduce((total, broker) => total + broker[key], 0)
    expect(sum('leaders')).toBe(9)
    expect(sum('replicas')).toBe(6 * 2 + 3 * 3)
    expect(detail.brokers.filter(({ controller }) => controller).map(({ id }) => id)).toEqual([1])
  })

  it('does not count a partition without a leader for any broker', async () => {
    const one = cluster({ topics: [{ name: 'a', partitions: 2 }] })
    one.gateway.setOffline('a', 0, true)
    const detail = await describeCluster(one)
    expect(detail.brokers[0]).toMatchObject({ leaders: 1, replicas: 2 })
  })

  it.each([
    [
      '2.1',
      '2.1',
      [
        'topicIds',
        'quorum',
        'consumerGroupProtocol',
        'shareGroups',
        'streamsGroups',
        'producers',
        'transactions',
      ],
    ],
    ['2.8', '2.8', ['quorum', 'consumerGroupProtocol', 'shareGroups', 'streamsGroups', 'transactions']],
    ['3.9', '3.9', ['consumerGroupProtocol', 'shareGroups', 'streamsGroups']],
  ] as const)(
    'says of Kafka %s which release it looks like and what it cannot do, since when it could',
    async (release, guess, missing) => {
      const detail = ClusterDetail.parse(await describeCluster(cluster({ release })))
      expect(detail.version.release).toBe(guess)
      const told = reasons(detail)
      for (const feature of missing) expect(told[feature], feature).toMatch(/Kafka \d+\.\d+|kafka-features/)
      for (const feature of ['topics', 'messages', 'topicConfigs', 'topicSizes', 'groups'] as const)
        expect(told[feature]).toBeUndefined()
      expect(detail.features.map(({ feature }) => feature)).toEqual([...FEATURES])
    },
  )

  it('keeps the page when the quorum may not be read', async () => {
    const detail = ClusterDetail.parse(await describeCluster(cluster({ denied: { quorum: true } })))
    expect(detail.quorum).toMatchObject({ available: false, fault: { code: 'NOT_AUTHORIZED' } })
    expect(detail.brokers).toHaveLength(1)
  })

  it('tells the lag of each voter behind the leader', async () => {
    const detail = ClusterDetail.parse(await describeCluster(cluster({ brokers: [1, 2, 3] })))
    if (!detail.quorum.available) throw new Error(detail.quorum.fault.message)
    expect(detail.quorum.value.voters.find(({ id }) => id === detail.controllerId)?.lag).toBe('0')
  })

  it('fails with the reason where no broker answers', async () => {
    const one = cluster({})
    one.gateway.setBroker(1, 'refusing')
    await expect(describeCluster(one)).rejects.toMatchObject({ code: 'CLUSTER_UNREACHABLE' })
  })
})

describe('the list of clusters', () => {
  it('does not wait for a cluster that hangs', () => {
    const one = cluster({})
    one.gateway.setBroker(1, 'hanging')
    const list = ClusterList.parse(listClusters(createClusterRegistry([one])))
    expect(list.clusters).toMatchObject([{ name: 'local', connection: { state: 'connecting' } }])
  })

  it('has no writer for a cluster that is read-only, and says so and why', () => {
    const open = cluster({})
    const closed = { ...cluster({}), name: 'closed', writes: { readOnly: 'configured' } as const }
    const registry = createClusterRegistry([open, closed])
    expect(listClusters(registry).clusters.map(({ writes }) => writes)).toEqual([
      { allowed: true, reason: null },
      { allowed: false, reason: 'configured' },
    ])
    expect(registry.writer('local')).toBe(open.gateway.writer)
    expect(() => registry.writer('closed')).toThrow(expect.objectContaining({ code: 'READ_ONLY' }))
    expect(() => registry.writer('prod')).toThrow(expect.objectContaining({ code: 'CLUSTER_NOT_FOUND' }))
  })

  it('names what there is when another one is asked for', () => {
    const registry = createClusterRegistry([cluster({})])
    expect(() => registry.gateway('prod')).toThrow('Configured: local')
    expect(() => registry.gateway('prod')).toThrow(expect.objectContaining({ code: 'CLUSTER_NOT_FOUND' }))
  })
})
