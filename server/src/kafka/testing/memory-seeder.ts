import type { MemoryGateway } from '../memory/memory-spec.ts'
import type { ClusterSeeder, SeedRecord } from './cluster-seeder.ts'

export function createMemorySeeder(gateway: MemoryGateway): ClusterSeeder {
  const toRecords = (records: readonly SeedRecord[]) =>
    records.map(({ timestamp, key, value }) => ({ timestamp: BigInt(timestamp), key: key ?? null, value }))
  return {
    createTopic: async (spec) => gateway.createTopic(spec),
    deleteTopic: async (topic) => gateway.deleteTopic(topic),
    append: async (topic, partition, records) => {
      gateway.append(topic, partition, toRecords(records))
    },
    transaction: async (topic, partition, records, end) => {
      const transaction = gateway.begin()
      transaction.append(topic, partition, toRecords(records))
      if (end === 'commit') transaction.commit()
      if (end === 'abort') transaction.abort()
    },
    deleteRecords: async (topic, partition, before) => gateway.deleteRecords(topic, partition, before),
    commit: async (group, topic, offsets) =>
      gateway.groups.commit(
        group,
        offsets.map((offset) => ({ topic, ...offset })),
      ),
    join: async (group, topic, { kind, clientId, instanceId = null }) => {
      const [found] = await gateway.describeTopics([topic])
      const partitions = found?.ok ? found.value.partitions.map(({ partition }) => partition) : []
      const memberId = `${clientId}-1`
      gateway.groups.create({ group, kind, assignor: kind === 'classic' ? 'RoundRobinAssigner' : 'uniform' })
      gateway.groups.join(group, { memberId, clientId, instanceId, assigned: [{ topic, partitions }] })
      return { leave: async () => gateway.groups.leave(group, memberId) }
    },
    close: async () => {},
  }
}
