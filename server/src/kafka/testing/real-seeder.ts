import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Admin, Kafka, logLevel, type Producer, type Transaction } from 'kafkajs'
import type { ClusterSeeder, SeedRecord } from './cluster-seeder.ts'
import { joinReal } from './real-members.ts'

const LEADER_DEADLINE_MS = 10_000

/** Seeds a running cluster by kafkajs, the client an application would use. */
export async function createRealSeeder(brokers: string[]): Promise<ClusterSeeder> {
  const kafka = new Kafka({ brokers, clientId: 'seeder', logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  const producer = kafka.producer()
  await Promise.all([admin.connect(), producer.connect()])
  const members: { leave(): Promise<void> }[] = []
  const open: { transaction: Transaction; owner: Producer; topic: string; partition: number }[] = []
  return {
    createTopic: async ({ name, partitions, replication = 1, configs = {} }) => {
      // The seeded times are those of 1970: retention must not act on them.
      const settings = { 'retention.ms': '-1', ...configs }
      const configEntries = Object.entries(settings).map(([key, value]) => ({ name: key, value }))
      const topic = { topic: name, numPartitions: partitions, replicationFactor: replication, configEntries }
      await admin.createTopics({ topics: [topic], waitForLeaders: false })
      await untilLed(admin, name)
    },
    deleteTopic: async (topic) => {
      await admin.deleteTopics({ topics: [topic] })
    },
    append: async (topic, partition, records) => {
      await producer.send({ topic, messages: toMessages(partition, records) })
    },
    transaction: async (topic, partition, records, end) => {
      const owner = kafka.producer({
        transactionalId: randomUUID(),
        idempotent: true,
        maxInFlightRequests: 1,
      })
      await owner.connect()
      const transaction = await owner.transaction()
      const sent = await transaction.send({ topic, messages: toMessages(partition, records) })
      if (end === 'open') {
        open.push({ transaction, owner, topic, partition })
        return
      }
      await (end === 'commit' ? transaction.commit() : transaction.abort())
      await owner.disconnect()
      const marker = BigInt(sent[0]?.baseOffset ?? 0) + BigInt(records.length)
      const held = open.some((one) => one.topic === topic && one.partition === partition)
      if (!held) await untilMarked(admin, topic, partition, marker)
    },
    deleteRecords: async (topic, partition, before) => {
      // kafkajs looks for the leader in what it already knows: this makes it know the topic.
      await admin.fetchTopicOffsets(topic)
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: before.toString() }] })
    },
    commit: async (groupId, topic, offsets) => {
      const partitions = offsets.map(({ partition, offset }) => ({
        partition,
        offset: offset.toString(),
      }))
      await admin.setOffsets({ groupId, topic, partitions })
    },
    join: async (group, topic, member) => {
      const joined = await joinReal(brokers, group, topic, member)
      members.push(joined)
      return joined
    },
    close: async () => {
      await Promise.all(members.map((member) => member.leave()))
      for (const { transaction, owner } of open) {
        await transaction.abort()
        await owner.disconnect()
      }
      await Promise.all([admin.disconnect(), producer.disconnect()])
    },
  }
}

function toMessages(partition: number, records: readonly SeedRecord[]) {
  return records.map(({ timestamp, key, value }) => ({
    partition,
    key: key ?? null,
    value,
    timestamp: timestamp.toString(),
  }))
}

/** The end of a transaction is answered before its markers are written; `high` is the last stable offset to kafkajs. */
async function untilMarked(admin: Admin, topic: string, partition: number, marker: bigint): Promise<void> {
  const end = performance.now() + LEADER_DEADLINE_MS
  for (;;) {
    const offsets = await admin.fetchTopicOffsets(topic)
    const found = offsets.find((one) => one.partition === partition)
    if (found !== undefined && BigInt(found.high) > marker) return
    if (performance.now() > end)
      throw new Error(`No marker at ${marker} of "${topic}" ${partition} after ${LEADER_DEADLINE_MS} ms`)
    await sleep(20)
  }
}

/** kafkajs’s own wait fails on a broker that has not heard of the topic yet, as happens with several. */
async function untilLed(admin: Admin, topic: string): Promise<void> {
  const end = performance.now() + LEADER_DEADLINE_MS
  for (;;) {
    const found = await admin.fetchTopicMetadata({ topics: [topic] }).catch(() => null)
    const partitions = found?.topics[0]?.partitions ?? []
    if (partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)) return
    if (performance.now() > end)
      throw new Error(`Topic "${topic}" has no leaders after ${LEADER_DEADLINE_MS} ms`)
    await sleep(100)
  }
}
