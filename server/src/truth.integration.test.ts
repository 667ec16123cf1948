import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { type Message, type Payload, ScanFrame } from '@sluice/shared/messages'
import { MessageDetail } from '@sluice/shared/messages-detail'
import { paths } from '@sluice/shared/paths'
import { TopicDetail, TopicList, type TopicPartition } from '@sluice/shared/topics'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import { createLog } from '#http/log.ts'
import { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { CODECS } from '#records/batch-header.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import {
  consumedBytes,
  type DumpedRecord,
  describedTopics,
  diskSizes,
  dumpedRecords,
  escaped,
  fieldsOf,
  openTransactionAt,
  shellOffsets,
} from './testing/kafka-truth.ts'
import { createTestApp, type TestApp } from './testing/test-app.ts'

const TOPICS = { codecs: 1, transactions: 2, compacted: 1, stamped: 1, moved: 2, empty: 3 }
const PARTITIONS = Object.entries(TOPICS).flatMap(([topic, count]) =>
  Array.from({ length: count }, (_, partition) => ({ topic, partition })),
)
const BASE = 1_700_000_000_000
const LONG = 10_000

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder
let send: TestApp['send']
let starts: Map<string, string>
let ends: Map<string, string>
let dumped: Map<string, DumpedRecord[]>

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({
    timestamp: BASE + from + at,
    key: `k${at}`,
    value: `v${from + at}`,
  }))

/** Every codec in turn, with all that a record may have: no key, empty key, bytes that are no text, odd headers. */
async function seedCodecs(raw: RawLog): Promise<void> {
  for (const [index, codec] of CODECS.entries()) {
    const timestamp = BigInt(BASE + index * 1_000)
    const headers = [
      { key: '키', value: Buffer.from('값') },
      { key: 'a', value: null },
      { key: 'a', value: Buffer.alloc(0) },
      { key: '키', value: Buffer.from([0xff, 0x00, 0x5c]) },
    ]
    const records = [
      { timestamp, key: null, value: Buffer.from('대여됨 rented'), headers },
      { timestamp: timestamp + 1n, key: Buffer.alloc(0), value: Buffer.alloc(0), headers: [] },
      { timestamp: timestamp - 500n, key: Buffer.from('책-1'), value: null, headers: headers.slice(1, 3) },
      {
        timestamp: timestamp + 2n,
        key: Buffer.from([0xc3, 0x28]),
        value: Buffer.from([0xff, 0x00, 0x80]),
        headers,
      },
      { timestamp: timestamp + 3n, key: Buffer.from('long'), value: Buffer.alloc(LONG, codec), headers: [] },
    ]
    expect(await raw.produce('codecs', encodeBatch(records, { codec, producerEpoch: -1 }))).toBe(0)
  }
}

async function seedTopics(raw: RawLog): Promise<void> {
  const configs: Record<string, Record<string, string>> = {
    stamped: { 'message.timestamp.type': 'LogAppendTime' },
    compacted: { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.01' },
  }
  for (const [name, partitions] of Object.entries(TOPICS))
    await seeder.createTopic({ name, partitions, configs: configs[name] ?? {} })
  for (let round = 0; round < 5; round += 1) await seeder.append('compacted', 0, numbered(4, round * 1_000))
  await seedCodecs(raw)
  await seeder.append('transactions', 0, numbered(2))
  await seeder.transaction('transactions', 0, numbered(2, 10), 'abort')
  await seeder.transaction('transactions', 0, numbered(3, 20), 'commit')
  await seeder.append('transactions', 0, numbered(1, 30))
  await seeder.transaction('transactions', 0, numbered(2, 40), 'open')
  await seeder.append('transactions', 0, numbered(1, 50))
  await seeder.transaction('transactions', 1, numbered(2, 60), 'commit')
  await seeder.append('stamped', 0, numbered(3))
  await seeder.append('moved', 0, numbered(9))
  await seeder.deleteRecords('moved', 0, 4n)
  await seeder.append('moved', 1, numbered(5))
  await seeder.deleteRecords('moved', 1, 5n)
}

function appOn(real: KafkaGateway, bootstrap: string[]): TestApp {
  const monitor = createConnectionMonitor(real, { bootstrap })
  const clusters = createClusterRegistry([
    { name: 'local', bootstrap, gateway: real, monitor, writes: { readOnly: 'configured' } },
  ])
  const log = createLog({ level: 'error', write: (line) => expect.fail(line) })
  const messages = {
    clusters,
    cursors: createCursorCodec(Buffer.alloc(32)),
    filters: testFilters(),
    buffers: new BufferShares(),
    gate: new StreamGate(),
    log,
  }
  return createTestApp({ log, clusters: { clusters }, topics: { clusters }, messages })
}

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'log.cleaner.backoff.ms': '100' } })
  seeder = await createRealSeeder(kafka.bootstrap)
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  send = appOn(gateway, kafka.bootstrap).send
  const raw = await RawLog.open(kafka.bootstrap)
  await seedTopics(raw)
  await raw.close()
  // Of five rounds over the same keys stay the newest that was compacted and the active segment.
  const kept = async () => expect((await scan({ topic: 'compacted' })).rows).toHaveLength(8)
  await vi.waitFor(kept, { timeout: 20_000, interval: 200 })
  ;[starts, ends] = await Promise.all([shellOffsets(kafka, -2), shellOffsets(kafka, -1)])
  dumped = await dumpedRecords(
    kafka,
    PARTITIONS.map(({ topic, partition }) => `${topic}-${partition}`),
  )
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await gateway?.close()
  await kafka?.stop()
})

async function scan(body: { topic: string } & Record<string, unknown>) {
  const headers = { 'content-type': 'application/json' }
  const request = { from: { oldest: true }, limit: 10_000, ...body }
  const answer = await send(paths.scan('local'), { method: 'POST', headers, body: JSON.stringify(request) })
  expect(answer.status).toBe(200)
  const lines = (await answer.text()).trimEnd().split('\n')
  const frames = lines.map((line) => ScanFrame.parse(JSON.parse(line)))
  const end = frames.at(-1)
  const ranges = frames.flatMap((frame) => (frame.t === 'open' ? frame.ranges : []))
  const rows = frames.flatMap((frame) => (frame.t === 'rows' ? frame.rows : []))
  return { rows, ranges, end }
}

const read = async (path: string): Promise<unknown> => await (await send(path)).json()
const detailOf = async (topic: string) => TopicDetail.parse(await read(paths.topic('local', topic)))
const bytesOf = (payload: Payload | null) => payload && Buffer.from(payload.data, payload.encoding)

describe('what the API says of topics is what Kafka’s own tools say', () => {
  it('log start, log end and messages, of each partition and summed', async () => {
    const { topics } = TopicList.parse(await read(`${paths.topics('local')}?internal=true`))
    const told = new Map<string, string>()
    for (const { name, logStart, logEnd, messages } of topics) {
      const { partitions } = await detailOf(name)
      const sum = (of: (partition: TopicPartition) => string | null) =>
        partitions.reduce((total, partition) => total + BigInt(of(partition) ?? Number.NaN), 0n)
      expect([name, logStart, logEnd]).toEqual([name, `${sum((p) => p.logStart)}`, `${sum((p) => p.logEnd)}`])
      expect(messages).toBe(`${BigInt(logEnd ?? -1) - BigInt(logStart ?? 0)}`)
      for (const { partition, ...of } of partitions)
        told.set(`${name}:${partition}`, `${of.logStart} to ${of.logEnd}`)
    }
    const shell = [...ends].map(([key, end]) => [key, `${starts.get(key)} to ${end}`] as const)
    expect(new Map([...told].toSorted())).toEqual(new Map(shell.toSorted()))
    expect(told.get('moved:0')).toBe('4 to 9')
    expect(told.get('moved:1')).toBe('5 to 5')
  })

  it('the last stable offset is where the open transaction begins, and the log end where there is none', async () => {
    const opened = await openTransactionAt(kafka, 'transactions')
    expect(opened).toMatch(/^\d+$/)
    for (const { topic, partition } of PARTITIONS) {
      const of = (await detailOf(topic)).partitions[partition]
      const expected =
        topic === 'transactions' && partition === 0 ? opened : ends.get(`${topic}:${partition}`)
      expect([topic, of?.lastStable]).toEqual([topic, expected])
    }
  })

  it('ids, leaders, replicas, settings and bytes on disk', async () => {
    const [described, sizes] = await Promise.all([describedTopics(kafka), diskSizes(kafka)])
    const { topics } = TopicList.parse(await read(`${paths.topics('local')}?internal=true`))
    const heads = described.filter(({ PartitionCount }) => PartitionCount !== undefined)
    expect(topics.map(({ name }) => name)).toEqual(heads.map(({ Topic }) => Topic).toSorted())
    for (const head of heads) {
      const detail = await detailOf(head.Topic ?? '')
      const row = topics.find(({ name }) => name === detail.name)
      expect([detail.topicId, `${row?.partitions}`, `${row?.replicationFactor}`]).toEqual([
        head.TopicId,
        head.PartitionCount,
        head.ReplicationFactor,
      ])
      if (!detail.config.available) throw new Error(detail.config.fault.message)
      const own = detail.config.value.filter(({ source }) => source !== 'default')
      const configs = head.Configs === '' ? [] : head.Configs?.split(/,(?=[a-z.]+=)/)
      expect(own.map(({ name, value }) => `${name}=${value}`)).toEqual(configs?.toSorted())
      for (const { partition, ...of } of detail.partitions) {
        const line = described.find((one) => one.Topic === detail.name && one.Partition === `${partition}`)
        expect(line).toMatchObject({
          Leader: `${of.leader}`,
          Replicas: of.replicas.join(),
          Isr: of.isr.join(),
        })
        expect(of.bytes).toBe(sizes.get(`${detail.name}-${partition}`))
      }
    }
  })
})

/** A row in the words of DumpLogSegments. */
function factsOfRow(row: Message): Record<string, unknown> {
  return {
    offset: row.offset,
    [row.timestampType]: `${row.timestamp}`,
    keySize: `${row.key?.size ?? -1}`,
    valueSize: `${row.value?.size ?? -1}`,
    headerKeys: `[${row.headers.map(({ key }) => key).join(',')}]`,
    compresscodec: row.codec,
    producerId: row.producerId ?? '-1',
    isTransactional: `${row.transactional}`,
  }
}

function factsOfDump(record: DumpedRecord): Record<string, unknown> {
  const { batch, key, payload, sequence, ...facts } = record
  const { compresscodec, producerId, isTransactional } = fieldsOf(batch)
  return { ...facts, compresscodec, producerId, isTransactional }
}

/** What a reader may see of the files: from the log start on, without the markers. */
function visible(topic: string, partition: number): DumpedRecord[] {
  const start = BigInt(starts.get(`${topic}:${partition}`) ?? 0)
  const records = dumped.get(`${topic}-${partition}`) ?? []
  return records.filter(({ offset, endTxnMarker }) => BigInt(offset ?? 0) >= start && !endTxnMarker)
}

describe('what the API says of records is what is in Kafka’s files', () => {
  it.each(PARTITIONS)('$topic $partition: offset, time, sizes, header keys, codec, producer', async (at) => {
    const { topic, partition } = at
    const { rows, end } = await scan({ topic, partitions: [partition], isolation: 'read_uncommitted' })
    expect(rows.map(factsOfRow)).toEqual(visible(topic, partition).map(factsOfDump))
    expect(end).toMatchObject({ t: 'end', reason: 'end', missing: [], cursor: null, matched: rows.length })
  })

  it('each single record, markers too, with its batch and sequence', async () => {
    for (const { topic, partition } of PARTITIONS) {
      const markers = dumped.get(`${topic}-${partition}`)?.filter(({ endTxnMarker }) => endTxnMarker) ?? []
      for (const record of [...visible(topic, partition), ...markers]) {
        const one = MessageDetail.parse(
          await read(paths.message('local', topic, partition, record.offset ?? '')),
        )
        const { endTxnMarker, coordinatorEpoch, ...facts } = factsOfDump(record)
        expect(factsOfRow(one)).toEqual(facts)
        expect([one.control, `${one.sequence ?? -1}`]).toEqual([
          record.endTxnMarker?.toLowerCase() ?? null,
          record.sequence,
        ])
        const batch = fieldsOf(record.batch)
        const { baseOffset, lastOffset, count, size, producerEpoch } = batch
        const { uncompressedBytes, maxTimestamp, deleteHorizon, ...counted } = one.batch
        expect(counted).toEqual({ baseOffset, lastOffset, records: Number(count), bytes: Number(size) })
        expect(`${maxTimestamp}`).toBe(batch.CreateTime ?? batch.LogAppendTime)
        expect(`${deleteHorizon}`).toBe(/\d+/.exec(batch.deleteHorizonMs ?? '')?.[0] ?? 'null')
        if (batch.compresscodec === 'none') expect(uncompressedBytes).toBe(Number(size))
        expect([one.leaderEpoch, one.producerEpoch ?? -1]).toEqual([
          Number(batch.partitionLeaderEpoch),
          Number(producerEpoch),
        ])
        if (one.value !== null)
          expect([one.value.truncated, bytesOf(one.value)?.length]).toEqual([false, one.value.size])
      }
    }
  })

  it('the offset at a time, as GetOffsetShell finds it', async () => {
    for (const time of [BASE - 1, BASE + 1_000, BASE + 2_003, 4_102_444_800_000]) {
      const shell = await shellOffsets(kafka, time)
      for (const topic of Object.keys(TOPICS)) {
        const { ranges } = await scan({ topic, from: { timestamp: time }, isolation: 'read_uncommitted' })
        for (const { partition, start, logEnd } of ranges)
          expect([time, topic, partition, start]).toEqual([
            ...[time, topic, partition],
            shell.get(`${topic}:${partition}`) || logEnd,
          ])
      }
    }
  })
})

function lineOf(row: Message): string {
  const headers = row.headers.map(({ key, value }) => `${key}:${escaped(bytesOf(value))}`)
  return [
    `${row.timestampType}:${row.timestamp}`,
    `Partition:${row.partition}`,
    `Offset:${row.offset}`,
    headers.join(',') || 'NO_HEADERS',
    escaped(bytesOf(row.key)),
    escaped(bytesOf(row.value)),
  ].join('\t')
}

describe('what the API says of keys, values and headers is what Kafka’s consumer reads, byte by byte', () => {
  it('with null, empty and no text at all told apart; a long value is cut in the list and whole alone', async () => {
    const { rows } = await scan({ topic: 'codecs' })
    const cut = rows.filter(({ value }) => value?.truncated)
    expect(cut.map(({ value }) => value?.size)).toEqual(CODECS.map(() => LONG))
    const whole = new Map<string, Message>()
    for (const { offset } of cut)
      whole.set(offset, MessageDetail.parse(await read(paths.message('local', 'codecs', 0, offset))))
    const lines = rows.map((row) => lineOf(whole.get(row.offset) ?? row))
    const asked = { count: rows.length, isolation: 'read_uncommitted' }
    expect(lines).toEqual(await consumedBytes(kafka, 'codecs', asked))
  })

  it('without aborted and undecided records where only committed ones are asked for', async () => {
    const { rows } = await scan({ topic: 'transactions', isolation: 'read_committed' })
    const asked = { count: rows.length, isolation: 'read_committed' }
    const consumed = await consumedBytes(kafka, 'transactions', asked)
    expect(rows.map(lineOf).toSorted()).toEqual(consumed.toSorted())
    expect(rows.filter(({ partition }) => partition === 0)).toHaveLength(6)
  })
})
