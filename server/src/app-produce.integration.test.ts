import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { MessageDetail } from '@sluice/shared/messages-detail'
import { ProduceAnswer } from '@sluice/shared/messages-produce'
import { paths } from '@sluice/shared/paths'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { WriteOnce } from '#features/messages/produce/write-once.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import { createLog } from '#http/log.ts'
import { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { consumedBytes, dumpedRecords, escaped, shellOffsets } from './testing/kafka-truth.ts'
import { createTestApp, type TestApp } from './testing/test-app.ts'

let kafka: KafkaCluster
let gateway: KafkaGateway
let writer: KafkaWriter
let seeder: ClusterSeeder

beforeAll(async () => {
  kafka = await startKafka()
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  writer = createRealWriter(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
})

afterAll(async () => {
  await Promise.all([seeder?.close(), gateway?.close(), writer?.close()])
  await kafka?.stop()
})

function appWith(writes: { writer: KafkaWriter } | { readOnly: 'configured' }): TestApp {
  const monitor = createConnectionMonitor(gateway, { bootstrap: [] })
  const clusters = createClusterRegistry([{ name: 'local', bootstrap: [], gateway, monitor, writes }])
  const log = createLog({ level: 'error', write: () => {} })
  const messages = {
    clusters,
    cursors: createCursorCodec(Buffer.alloc(32)),
    filters: testFilters(),
    buffers: new BufferShares(),
    gate: new StreamGate(),
    log,
  }
  const produce = { clusters, writes: new WriteOnce<Omit<ProduceAnswer, 'replayed'>>(), log }
  return createTestApp({ log, clusters: { clusters }, topics: { clusters }, messages, produce })
}

const post = (app: TestApp, topic: string, body: unknown, headers: Record<string, string> = {}) =>
  app.send(paths.produce('local', topic), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const base64 = (bytes: Buffer) => ({ encoding: 'base64', data: bytes.toString('base64') })
const text = (data: string) => ({ encoding: 'utf8', data })

/** Not UTF-8, a NUL, an encoded surrogate, a byte order mark. */
const BYTES = Buffer.from([0xff, 0x00, 0x5c, 0xed, 0xa0, 0x80, 0xef, 0xbb, 0xbf, 0x0a])

describe('what is written over HTTP', () => {
  it('is, byte for byte, what Kafka’s own consumer and log dump show', async () => {
    await seeder.createTopic({ name: 'written', partitions: 1 })
    const answer = await post(appWith({ writer }), 'written', {
      records: [
        { key: base64(BYTES), value: base64(Buffer.concat([BYTES, BYTES])), timestamp: 1_700_000_000_123 },
        {
          key: text(''),
          value: text(''),
          timestamp: 1_700_000_000_124,
          headers: [
            { key: 'b', value: text('1') },
            { key: 'a', value: null },
            { key: 'b', value: base64(BYTES) },
            { key: 'b', value: text('') },
          ],
        },
        { value: null, timestamp: 1_700_000_000_125 },
        {
          key: text('키'),
          value: { encoding: 'json', data: '{"id": 9007199254740993, "id": 1.10}\r\n' },
          timestamp: 0,
        },
      ],
    })
    const { records } = ProduceAnswer.parse(await answer.json())
    expect(records.map(({ partition, offset, fault }) => [partition, offset, fault])).toEqual(
      ['0', '1', '2', '3'].map((offset) => [0, offset, null]),
    )
    const lines = await consumedBytes(kafka, 'written', { count: 4, isolation: 'read_committed' })
    const json = Buffer.from('{"id": 9007199254740993, "id": 1.10}\r\n')
    const bytes = escaped(BYTES)
    expect(lines).toEqual([
      `CreateTime:1700000000123\tPartition:0\tOffset:0\tNO_HEADERS\t${bytes}\t${bytes}${bytes}`,
      `CreateTime:1700000000124\tPartition:0\tOffset:1\tb:1,a:<null>,b:${bytes},b:\t\t`,
      'CreateTime:1700000000125\tPartition:0\tOffset:2\tNO_HEADERS\t<null>\t<null>',
      `CreateTime:0\tPartition:0\tOffset:3\tNO_HEADERS\t${escaped(Buffer.from('키'))}\t${escaped(json)}`,
    ])
    const dumped = (await dumpedRecords(kafka, ['written-0'])).get('written-0') ?? []
    expect(dumped.map(({ keySize, valueSize, CreateTime }) => [keySize, valueSize, CreateTime])).toEqual([
      ['10', '20', '1700000000123'],
      ['0', '0', '1700000000124'],
      ['-1', '-1', '1700000000125'],
      ['3', `${json.length}`, '0'],
    ])
    expect(dumped[0]?.batch).toContain('isvalid: true')
    expect(dumped[1]?.headerKeys).toBe('[b,a,b,b]')
  })

  it('is read back by Sluice as it was given, and sent on from there is the same again', async () => {
    await seeder.createTopic({ name: 'again', partitions: 2 })
    const app = appWith({ writer })
    const first = {
      key: base64(BYTES),
      value: text('값\r\nwith "quotes"'),
      headers: [
        { key: 'x', value: null },
        { key: 'x', value: base64(BYTES) },
        { key: 'a\ufffd', keyBytes: 'Yf8=', value: text('') },
      ],
      partition: 1,
    }
    await post(app, 'again', { records: [first] })
    const read = async (offset: string) =>
      MessageDetail.parse(await (await app.send(paths.message('local', 'again', 1, offset))).json())
    const one = await read('0')
    const payload = (given: MessageDetail['key']) =>
      given === null ? null : { encoding: given.encoding, data: given.data }
    const headers = one.headers.map((header) => ({ ...header, value: payload(header.value) }))
    const sent = { key: payload(one.key), value: payload(one.value), headers, partition: 1 }
    expect(sent).toEqual(first)
    await post(app, 'again', { records: [sent] })
    const two = await read('1')
    expect([two.key, two.value, two.headers]).toEqual([one.key, one.value, one.headers])
  })

  it('is written once for one idempotency key, even when both requests come together', async () => {
    await seeder.createTopic({ name: 'once', partitions: 1 })
    const app = appWith({ writer })
    const submit = () =>
      post(app, 'once', { records: [{ value: text('x') }] }, { 'idempotency-key': 'submit-1' })
    const answers = await Promise.all([submit(), submit(), submit()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await shellOffsets(kafka, -1)).get('once:0')).toBe('1')
  })

  it('is nothing on a read-only cluster: there is no way to it, and the log stays as it was', async () => {
    await seeder.createTopic({ name: 'closed', partitions: 1 })
    const app = appWith({ readOnly: 'configured' })
    const target = paths.produce('local', 'closed')
    const body = { records: [{ value: text('x') }] }
    expect((await post(app, 'closed', body)).status).toBe(403)
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const headers = { 'content-type': 'application/json' }
      const { status } = await app.send(target, { method, headers, body: JSON.stringify(body) })
      expect(status, method).toBe(405)
    }
    expect((await shellOffsets(kafka, -1)).get('closed:0')).toBe('0')
  })

  it('is refused with Kafka’s reason for its own topics and for timestamps out of bounds', async () => {
    const app = appWith({ writer })
    await seeder.createTopic({
      name: 'bounded',
      partitions: 1,
      configs: { 'message.timestamp.before.max.ms': '1000' },
    })
    const late = await post(app, 'bounded', { records: [{ value: text('x'), timestamp: 5 }] })
    expect(late.status).toBe(422)
    expect(await late.json()).toMatchObject({
      code: 'RECORD_REFUSED',
      message: expect.stringMatching(/message\.timestamp\.before\.max\.ms.*Kafka says/s),
    })
    await seeder.createTopic({ name: '__consumer_offsets', partitions: 1 })
    const own = await post(app, '__consumer_offsets', { records: [{ value: text('x') }] })
    expect(own.status).toBe(422)
    expect(await own.json()).toMatchObject({ message: expect.stringContaining('Kafka’s own') })
  })
})
