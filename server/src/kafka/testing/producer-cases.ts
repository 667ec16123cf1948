import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { AbortedFilter } from '#records/aborted.ts'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import type { CodecName, RecordBatch } from '#records/record.ts'
import { readRecords } from '#records/record-reader.ts'
import type { KafkaGateway } from '../gateway.ts'
import type { EncodedBatch, ProducerOptions, RecordProducer } from '../record-producer.ts'
import type { KafkaWriter } from '../writer.ts'
import { type CaseSubject, MAX_BYTES, useSubject } from './case-subject.ts'

/** What producers of many batches must do, whatever is behind them. */
export function producerCases(open: () => Promise<CaseSubject>): void {
  const id = randomUUID()
  const topic = `producing.${id}`
  const small = `producing.small.${id}`
  const compacted = `producing.compacted.${id}`
  const stamped = `producing.stamped.${id}`
  let writer: KafkaWriter
  const gateway = useSubject(
    async () => {
      const subject = await open()
      writer = subject.writer
      return subject
    },
    async (seeder) => {
      await seeder.createTopic({ name: topic, partitions: 8 })
      await seeder.createTopic({ name: small, partitions: 1, configs: { 'max.message.bytes': '300' } })
      await seeder.createTopic({ name: compacted, partitions: 1, configs: { 'cleanup.policy': 'compact' } })
      const byBroker = { 'message.timestamp.type': 'LogAppendTime' }
      await seeder.createTopic({ name: stamped, partitions: 1, configs: byBroker })
    },
  )
  const using = async <T>(options: ProducerOptions, work: (producer: RecordProducer) => Promise<T>) => {
    const producer = await writer.openProducer(options)
    try {
      return await work(producer)
    } finally {
      await producer.close()
    }
  }
  const read = (
    name: string,
    partition = 0,
    isolation: 'read_committed' | 'read_uncommitted' = 'read_committed',
  ) => valuesOf(gateway(), name, partition, isolation)

  it('appends batches of many partitions, each in the order in which they were given', async () => {
    await using({}, async (producer) => {
      const sent = Array.from({ length: 120 }, (_, index) =>
        producer.send(batchOf(topic, index % 3, [`${index}`, `${index}+`])),
      )
      const written = await Promise.all(sent)
      expect(written[3]).toEqual({ topic, partition: 0, baseOffset: 2n, appendTime: null })
      expect(producer.producerId).toBeGreaterThanOrEqual(0n)
    })
    for (const partition of [0, 1, 2]) {
      const ours = Array.from({ length: 40 }, (_, index) => index * 3 + partition)
      expect(await read(topic, partition)).toEqual(ours.flatMap((index) => [`${index}`, `${index}+`]))
    }
  })

  it.each<CodecName>(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'leaves what is in a batch as it is: %s',
    async (codec) => {
      const batch = batchOf(topic, 3, ['a', 'b'], { codec, baseOffset: 77n })
      const body = Buffer.from(batch.bytes.subarray(61))
      const { baseOffset } = await using({}, (producer) => producer.send(batch))
      const [found] = await batchesOf(gateway(), topic, 3, 'read_committed', baseOffset)
      expect(found?.header).toMatchObject({ codec, recordCount: 2, baseOffset })
      expect(found?.bytes.subarray(61)).toEqual(body)
    },
  )

  it('leaves no gap where a batch is refused: those behind it are appended in their order', async () => {
    await using({}, async (producer) => {
      const sizes = [10, 600, 10, 10, 700, 10, 10]
      const texts = sizes.map((size, index) => `${index}`.padEnd(size, '.'))
      const sent = texts.map((text) => producer.send(batchOf(small, 0, [text])))
      const outcomes = await Promise.allSettled(sent)
      expect(outcomes.map(told)).toEqual([
        'ok',
        'RECORD_TOO_LARGE no',
        'ok',
        'ok',
        'RECORD_TOO_LARGE no',
        'ok',
        'ok',
      ])
      expect(await read(small)).toEqual(texts.filter((text) => text.length === 10))
    })
  })

  it.each<[string, () => EncodedBatch, string]>([
    ['for a topic that is not there', () => batchOf(`none.${id}`, 0, ['a']), 'TOPIC_NOT_FOUND no'],
    ['for a partition that is not there', () => batchOf(topic, 99, ['a']), 'PARTITION_NOT_FOUND no'],
    ['without a key in a compacted topic', () => batchOf(compacted, 0, ['a']), 'RECORD_REFUSED no'],
  ])('says why it does not take a batch %s', async (_, batch, expected) => {
    const [outcome] = await using({ deliveryTimeoutMs: 3_000 }, (producer) =>
      Promise.allSettled([producer.send(batch())]),
    )
    expect(outcome && told(outcome)).toBe(expected)
  })

  it('tells the broker’s time where the topic puts it in place of the records’ own', async () => {
    const written = await using({}, (producer) => producer.send(batchOf(stamped, 0, ['a'])))
    expect(Number(written.appendTime)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('shows a transaction when it is committed, with the places of a group, and nothing of one that is aborted', async () => {
    const group = `producing.${id}`
    const offsets = [{ topic, partition: 0, offset: 7n, metadata: 'here' }]
    await using({ transactionalId: `tx.${id}` }, async (producer) => {
      for (const end of ['commit', 'abort', 'commit'] as const) {
        producer.begin()
        await Promise.all([4, 5].map((partition) => producer.send(batchOf(topic, partition, [end]))))
        if (end === 'abort') await producer.abort()
        else await producer.commit({ group, offsets })
      }
    })
    await expect.poll(() => read(topic, 4)).toEqual(['commit', 'commit'])
    expect(await read(topic, 5, 'read_uncommitted')).toEqual(['commit', 'abort', 'commit'])
    const places = async () => {
      const [found] = await gateway().listGroupOffsets([group], { requireStable: true })
      return found?.ok ? found.value.topics.flatMap(({ partitions }) => partitions) : []
    }
    await expect.poll(places).toMatchObject([{ partition: 0, offset: 7n, metadata: 'here' }])
  })

  it('is fenced by who takes its transactional id, which ends what it left open', async () => {
    const transactionalId = `fenced.${id}`
    const first = await writer.openProducer({ transactionalId })
    first.begin()
    await first.send(batchOf(topic, 6, ['zombie']))
    await using({ transactionalId }, async (second) => {
      expect(second.producerId).toBe(first.producerId)
      expect(second.producerEpoch).toBeGreaterThan(first.producerEpoch)
      const outcomes = await Promise.allSettled([first.send(batchOf(topic, 6, ['late'])), first.commit()])
      expect(outcomes.map(told)).toEqual(['PRODUCER_FENCED no', 'PRODUCER_FENCED no'])
      second.begin()
      await second.send(batchOf(topic, 6, ['heir']))
      await second.commit()
    })
    await first.close()
    await expect.poll(() => read(topic, 6)).toEqual(['heir'])
  })

  it('sends nothing more once it is closed', async () => {
    const producer = await writer.openProducer()
    await producer.close()
    await expect(producer.send(batchOf(topic, 7, ['late']))).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
    expect(await read(topic, 7)).toEqual([])
  })

  it('makes a topic with its settings, once, and refuses one that no cluster makes', async () => {
    const made = { name: `made.${id}`, partitions: 3, replicationFactor: 1 }
    const configs = [{ name: 'retention.ms', value: '12345000' }]
    await writer.createTopic({ ...made, configs })
    const [found] = await gateway().describeTopics([made.name])
    expect(found?.ok && found.value.partitions).toHaveLength(3)
    const [told] = await gateway().describeTopicConfigs([made.name], { keys: ['retention.ms'] })
    expect(told?.ok && told.value.entries).toMatchObject([{ value: '12345000' }])
    await expect(writer.createTopic({ ...made, configs })).rejects.toMatchObject({ code: 'TOPIC_EXISTS' })
    const wide = { name: `wide.${id}`, partitions: 1, replicationFactor: 99, configs: [] }
    await expect(writer.createTopic(wide)).rejects.toMatchObject({ code: 'BAD_REQUEST', written: 'no' })
    const misnamed = { name: 'no/topic', partitions: 1, replicationFactor: null, configs: [] }
    await expect(writer.createTopic(misnamed)).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
      written: 'no',
    })
  })
}

/** A batch of one record a text. */
export function batchOf(
  topic: string,
  partition: number,
  texts: readonly string[],
  options: { codec?: CodecName; baseOffset?: bigint } = {},
): EncodedBatch {
  const records = texts.map((text) => ({
    timestamp: BigInt(Date.now()),
    key: null,
    value: Buffer.from(text),
  }))
  return { topic, partition, bytes: encodeBatch(records, options), records: texts.length }
}

function told(outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === 'fulfilled') return 'ok'
  const { code, written } = outcome.reason
  return `${code} ${written}`
}

async function batchesOf(
  gateway: KafkaGateway,
  topic: string,
  partition: number,
  isolation: 'read_committed' | 'read_uncommitted',
  from = 0n,
): Promise<RecordBatch[]> {
  const options = { isolation, maxWaitMs: 0, maxBytes: MAX_BYTES }
  const [outcome] = await gateway.fetch([{ topic, partition, offset: from, maxBytes: MAX_BYTES }], options)
  if (!outcome?.ok) throw outcome?.fault
  const filter = new AbortedFilter()
  filter.begin(outcome.value.aborted)
  return [...readBatches(outcome.value.records)].filter((batch): batch is RecordBatch => {
    if (!batch.ok) throw new Error(batch.reason)
    return !filter.isAborted(batch) && !batch.header.control
  })
}

/** The values of one log that are seen. */
export async function valuesOf(
  gateway: KafkaGateway,
  topic: string,
  partition: number,
  isolation: 'read_committed' | 'read_uncommitted' = 'read_committed',
): Promise<string[]> {
  const batches = await batchesOf(gateway, topic, partition, isolation)
  return batches.flatMap((batch) => [...readRecords(batch)].map(({ value }) => String(value)))
}
