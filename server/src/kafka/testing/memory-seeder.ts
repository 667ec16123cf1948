import type { MemoryGateway } from '../memory/memory-spec.ts'
import type { ClusterSeeder, SeedRecord } from './cluster-seeder.ts'

export function createMemorySeeder(gateway: MemoryGateway): ClusterSeeder {
  const toRecords = (records: readonly SeedRecord[]) =>
    records.map(({ timestamp, key, value }) => ({ timestamp: BigInt(timestamp), key: key ?? null, value }))
  return {
    createTopic: async (spec) => gateway.createTopic(spec),
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
    close: async () => {},
  }
}
