import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { KafkaNode } from '@sluice/demo/kafka/kafka-nodes.ts'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CODECS } from '#records/batch-header.ts'
import { packBatch } from '#records/batch-packer.ts'
import type { KafkaGateway } from '../../gateway.ts'
import type { RecordProducer } from '../../record-producer.ts'
import { connectionTo } from '../../testing/connection-to.ts'
import { asDumpLines, dumpLines } from '../../testing/dump-lines.ts'
import { batchOf, valuesOf } from '../../testing/producer-cases.ts'
import { until } from '../../testing/until.ts'
import type { KafkaWriter } from '../../writer.ts'
import { createRealGateway } from '../real-gateway.ts'
import { createRealWriter } from '../real-writer.ts'

const PARTITIONS = 3
const BATCHES = 1_500
/** A killed broker takes its time to come back on a busy machine. */
const KILL_TEST_MS = 180_000

let cluster: KafkaCluster
let gateway: KafkaGateway
let writer: KafkaWriter

beforeAll(async () => {
  cluster = await startKafka({ nodes: 3 })
  const connection = connectionTo(cluster.bootstrap)
  gateway = createRealGateway(connection)
  writer = createRealWriter(connection)
})
afterAll(async () => {
  await writer?.close()
  await gateway?.close()
  await cluster?.stop()
})

async function newTopic(replicationFactor: number, partitions = PARTITIONS): Promise<string> {
  const name = randomUUID()
  const configs = [
    { name: 'min.insync.replicas', value: String(Math.min(replicationFactor, 2)) },
    { name: 'message.timestamp.after.max.ms', value: '9223372036854775807' },
  ]
  await writer.createTopic({ name, partitions, replicationFactor, configs })
  return name
}

async function leaderOf(topic: string): Promise<KafkaNode> {
  const [found] = await gateway.describeTopics([topic])
  const leader = found?.ok ? found.value.partitions[0]?.leader : null
  const node = cluster.nodes.find(({ id }) => id === leader)
  if (node === undefined) throw new Error('no leader')
  return node
}

const numbersOf = (partition: number) =>
  Array.from({ length: BATCHES }, (_, number) => number)
    .filter((number) => number % PARTITIONS === partition)
    .map(String)

async function expectAllOnce(topic: string): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const wanted = numbersOf(partition)
    const read = () => valuesOf(gateway, topic, partition)
    // A leader that has just been chosen shows a little later what it has.
    expect(await until(read, (found) => found.length >= wanted.length, 20_000)).toEqual(wanted)
  }
}

/** What a copier does: numbered batches, and where it stands committed with every hundred. */
async function copy(
  producer: RecordProducer,
  topic: string,
  from: number,
  to: number,
  end: number,
): Promise<void> {
  let sending: Promise<unknown>[] = []
  producer.begin()
  for (let number = from; number < to; number += 1) {
    await producer.room()
    sending.push(producer.send(batchOf(topic, number % PARTITIONS, [`${number}`])))
    if (number % 100 !== 99) continue
    await Promise.all(sending)
    if (number >= end) return
    sending = []
    await producer.commit(placeIn(topic, number + 1))
    producer.begin()
  }
}

const placeIn = (topic: string, next: number) => ({
  group: `replay.${topic}`,
  offsets: [{ topic, partition: 0, offset: BigInt(next), metadata: `at ${next}` }],
})

describe('a transaction', () => {
  it('that takes longer than it may is over, and said to be; the next producer of its id goes on', async () => {
    const topic = await newTopic(1)
    const transactionalId = `slow.${topic}`
    const slow = await writer.openProducer({ transactionalId, transactionTimeoutMs: 1_000 })
    slow.begin()
    await slow.send(batchOf(topic, 0, ['too slow']))
    const state = async () => {
      const [found] = await gateway.describeTransactions([transactionalId])
      return found?.ok ? found.value.state : null
    }
    await until(state, (found) => found === 'CompleteAbort', 60_000)
    await expect(slow.commit()).rejects.toThrow(/longer than its timeout/)
    await expect(slow.commit()).rejects.toMatchObject({ code: 'PRODUCER_FENCED', written: 'no' })
    await slow.close()
    const next = await writer.openProducer({ transactionalId })
    next.begin()
    await next.send(batchOf(topic, 0, ['in time']))
    await next.commit()
    await next.close()
    await until(
      () => valuesOf(gateway, topic, 0),
      (found) => found.length > 0,
      10_000,
    )
    expect(await valuesOf(gateway, topic, 0)).toEqual(['in time'])
  }, 90_000)

  it('without anything in it ends as one with', async () => {
    const producer = await writer.openProducer({ transactionalId: randomUUID() })
    producer.begin()
    await producer.commit()
    producer.begin()
    await producer.abort()
    await producer.close()
  })
})

it('writes batches that Kafka’s own tool reads as we do: every codec, awkward times, nulls, headers twice', async () => {
  const producer = await writer.openProducer()
  const value = Buffer.from('값 '.repeat(3_000))
  const twice = [
    { key: 'a', value: Buffer.from('1') },
    { key: 'a', value: null },
    { key: '', value: Buffer.alloc(0) },
  ]
  const records = [
    { timestamp: 1_700_000_000_000n, key: Buffer.from('k'), value, headers: twice },
    { timestamp: -1n, key: null, value: Buffer.alloc(0), headers: [] },
    { timestamp: 9_000_000_000_000n, key: Buffer.alloc(0), value: null, headers: twice },
  ]
  const topics: string[] = []
  for (const codec of CODECS) {
    const topic = await newTopic(1, 1)
    topics.push(topic)
    for (let times = 0; times < 2; times += 1) {
      const bytes = await packBatch(records, codec)
      await producer.send({ topic, partition: 0, bytes, records: records.length })
    }
  }
  await producer.close()
  for (const topic of topics) {
    const folder = join(dirname((await leaderOf(topic)).logFile), 'log')
    const file = join(folder, `${topic}-0`, '00000000000000000000.log')
    const { code, stdout, stderr } = await kafkaTool(null, 'DumpLogSegments', [
      '--print-data-log',
      '--files',
      file,
    ])
    expect(code, stderr).toBe(0)
    const options = { isolation: 'read_uncommitted', maxWaitMs: 0, maxBytes: 1_000_000 } as const
    const [found] = await gateway.fetch([{ topic, partition: 0, offset: 0n, maxBytes: 1_000_000 }], options)
    const lines = dumpLines(stdout)
    expect(lines).toEqual(found?.ok ? asDumpLines(found.value.records) : [])
    expect(lines).toHaveLength(2 + 2 * records.length)
  }
}, 120_000)

// The last one: the broker stays dead.
it(
  'goes on where a leader dies: each batch is appended once and in order, places are committed with what was written',
  async () => {
    const [plain, copied] = [await newTopic(3), await newTopic(3)]
    const transactionalId = `replay.${copied}`
    const idempotent = await writer.openProducer()
    const first = await writer.openProducer({ transactionalId })
    const node = await leaderOf(plain)
    const copying = copy(first, copied, 0, BATCHES, 1_199)
    const sending: Promise<unknown>[] = []
    let gone: Promise<void> | null = null
    for (let number = 0; number < BATCHES; number += 1) {
      if (number === BATCHES / 3) gone = node.kill9()
      await idempotent.room()
      sending.push(idempotent.send(batchOf(plain, number % PARTITIONS, [`${number}`])))
      // A pause now and then, or all would be given before the broker is dead.
      if (number % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await gone
    await Promise.all([...sending, copying])
    await expectAllOnce(plain)
    // The copier goes away in the middle of a transaction: another one takes over.
    const second = await writer.openProducer({ transactionalId })
    await expect(first.commit(placeIn(copied, BATCHES))).rejects.toMatchObject({ code: 'PRODUCER_FENCED' })
    const placed = async () => {
      const [found] = await gateway.listGroupOffsets([`replay.${copied}`], { requireStable: true })
      return found?.ok ? found.value.topics[0]?.partitions[0] : undefined
    }
    const at = await until(placed, (one) => one !== undefined, 20_000)
    expect(at).toMatchObject({ offset: 1_100n, metadata: 'at 1100' })
    await copy(second, copied, Number(at?.offset), BATCHES, BATCHES)
    await second.abort()
    await expectAllOnce(copied)
    await Promise.all([idempotent, first, second].map((producer) => producer.close()))
  },
  KILL_TEST_MS,
)
