import { ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { FILTER_LIMITS } from '#filters/filter-limits.ts'
import { FilterPool } from '#filters/filter-pool.ts'
import type { LogRecord } from '#records/record.ts'
import type { Shaped, SourceRecord } from '../replay-parts.ts'
import { headerOf } from '../testing/batch-headers.ts'
import { createShaper } from './create-shaper.ts'

const going = new AbortController().signal
const pool = new FilterPool(new URL('../../../filters/filter-worker.ts', import.meta.url), {
  ...FILTER_LIMITS,
  workers: 1,
})
afterAll(() => pool.close())

function recordOf(record: Partial<LogRecord> = {}): SourceRecord {
  const whole = { offset: 7n, timestamp: 1_700_000_000_000n, key: null, value: null, headers: [], size: 50 }
  return { topic: 'orders', partition: 1, batch: headerOf(), record: { ...whole, ...record } }
}

function shaperOf(input: Partial<ReplaySpecInput>, replayId = 'job12345') {
  const spec = ReplaySpec.parse({ source: { topics: ['orders'] }, target: { kind: 'same' }, ...input })
  const partitions = new Map([
    ['orders', 4],
    ['copy', 2],
  ])
  const parts = { spec, cluster: 'local', replayId, partitions, runner: pool, secret: Buffer.from('s') }
  return createShaper({ ...parts, now: () => 42 })
}

async function shapeOne(input: Partial<ReplaySpecInput>, record: Partial<LogRecord>): Promise<Shaped> {
  const shaper = shaperOf(input)
  try {
    const [shaped] = await shaper.shape([recordOf(record)], going)
    if (shaped === undefined) throw new Error('nothing')
    return shaped
  } finally {
    shaper.close()
  }
}

async function written(input: Partial<ReplaySpecInput>, record: Partial<LogRecord>) {
  const shaped = await shapeOne(input, record)
  if (shaped.kind !== 'write') throw new Error(JSON.stringify(shaped))
  return shaped
}

const plain = { provenance: false }
const json = (text: string) => ({ value: Buffer.from(text) })
const texts = (headers: readonly { key: string; value: Buffer | null }[]) =>
  headers.map(({ key, value }) => [key, value?.toString() ?? null])
const bytes = fc.option(fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array)))
const headers = fc.array(
  fc
    .record({ key: fc.constantFrom('a', 'b', '', 'é'), value: bytes })
    .chain((header) =>
      fc.constantFrom(header, { ...header, key: '\ufffd', keyBytes: Buffer.from([0xff, 0x61]) }),
    ),
  { maxLength: 5 },
)

describe('createShaper', () => {
  it('leaves key, value, headers and timestamp as they are, byte for byte', async () => {
    const records = fc.record({ key: bytes, value: bytes, headers, timestamp: fc.bigInt(-1n, 2n ** 62n) })
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        const { record: made, target } = await written(plain, record)
        expect(made).toEqual(record)
        expect(target).toEqual({ topic: 'orders', partition: 1 })
      }),
    )
  })

  it('adds where the record comes from behind all that is there', async () => {
    const given = [
      { key: 'a', value: null },
      { key: 'a', value: Buffer.from('1') },
    ]
    const { record } = await written({}, { key: Buffer.from('k'), headers: given })
    expect(texts(record.headers)).toEqual([
      ['a', null],
      ['a', '1'],
      ['sluice-replay-id', 'job12345'],
      ['sluice-replay-source', 'local/orders/1/7'],
      ['sluice-replay-timestamp', '1700000000000'],
      ['sluice-replay-count', '1'],
    ])
  })

  it('counts on from what earlier replays wrote, and stops at the most', async () => {
    const before = (count: string) => [
      { key: 'sluice-replay-id', value: Buffer.from('earlier1') },
      { key: 'sluice-replay-count', value: Buffer.from(count) },
    ]
    const { record } = await written({}, { headers: before('2') })
    expect(texts(record.headers).filter(([key]) => key === 'sluice-replay-count')).toEqual([
      ['sluice-replay-count', '3'],
    ])
    expect(record.headers).toHaveLength(4)
    expect(await shapeOne({}, { headers: before('3') })).toEqual({ kind: 'skip', why: 'loop' })
    expect(await shapeOne({ maxCount: 9 }, { headers: before('3') })).toMatchObject({ kind: 'write' })
    expect(await shapeOne(plain, { headers: before('3') })).toMatchObject({ kind: 'write' })
  })

  it('leaves out what the job itself wrote', async () => {
    const own = [{ key: 'sluice-replay-id', value: Buffer.from('job12345') }]
    expect(await shapeOne({}, { headers: own })).toEqual({ kind: 'skip', why: 'loop' })
  })

  it('copies whole batches only where nothing is changed and the topic is named', () => {
    expect(shaperOf(plain).verbatim?.({ topic: 'orders', partition: 3 })).toEqual({
      topic: 'orders',
      partition: 3,
    })
    const copy = { ...plain, target: { kind: 'topic' as const, topic: 'copy' } }
    expect(shaperOf(copy).verbatim?.({ topic: 'orders', partition: 1 })).toEqual({
      topic: 'copy',
      partition: 1,
    })
    const others: Partial<ReplaySpecInput>[] = [
      {},
      { ...plain, target: { kind: 'origin' } },
      { ...plain, target: { kind: 'file', format: 'ndjson' } },
      { ...plain, transform: { dropHeaders: ['trace'] } },
      { ...plain, transform: { key: { by: 'none' } } },
      { ...plain, fidelity: { timestamp: { by: 'now' } } },
      { ...plain, fidelity: { partition: { by: 'key' } } },
      { ...plain, fidelity: { compression: 'zstd' } },
    ]
    for (const other of others) expect(shaperOf(other).verbatim).toBeNull()
  })

  it('changes headers in the order given, and keeps the places of the others', async () => {
    const given = [
      { key: 'a', value: Buffer.from('1') },
      { key: 'b', value: Buffer.from('2') },
      { key: 'a', value: Buffer.from('3') },
      { key: 'traceparent', value: Buffer.from('t') },
      { key: 'kafka_dlt-original-topic', value: Buffer.from('orders') },
      { key: '__mskmr', value: null },
    ]
    const transform: ReplaySpecInput['transform'] = {
      headers: [
        { op: 'set', key: 'a', value: 'x' },
        { op: 'rename', from: 'b', to: 'c' },
        { op: 'set', key: 'new', value: null },
        { op: 'drop', key: 'none' },
      ],
      dropHeaders: ['trace', 'dead-letter', 'replicator'],
    }
    const { record } = await written({ ...plain, transform }, { headers: given })
    expect(texts(record.headers)).toEqual([
      ['a', 'x'],
      ['c', '2'],
      ['new', null],
    ])
  })

  it('takes edits first, then the change of the value, then masks, and the key of what is then there', async () => {
    const transform: ReplaySpecInput['transform'] = {
      edits: [
        {
          topic: 'orders',
          partition: 1,
          offset: '7',
          value: { encoding: 'json', data: '{"a":{"b":9007199254740993}}' },
        },
      ],
      value: { by: 'merge', patch: '{"mail":"x@y"}' },
      mask: [{ steps: ['mail'], how: 'fixed' }],
      key: { by: 'path', root: 'value', steps: ['mail'] },
    }
    const { record } = await written({ ...plain, transform }, { ...json('{"old":1}'), key: Buffer.from('k') })
    expect(record.value?.toString()).toBe('{"a":{"b":9007199254740993},"mail":"***"}')
    expect(record.key?.toString()).toBe('***')
  })

  it('makes values and keys by expressions, and fails only the records that these fail on', async () => {
    const transform: ReplaySpecInput['transform'] = {
      value: { by: 'cel', cel: '{"id": value.id, "at": offset}' },
      key: { by: 'cel', cel: 'string(value.id) + "-" + topic' },
    }
    const shaper = shaperOf({ ...plain, transform })
    const shaped = await shaper.shape(
      [
        recordOf(json('{"id":9007199254740993}')),
        recordOf(json('{}')),
        recordOf({ partition: 2, ...json('{"id":"x"}') } as Partial<LogRecord>),
      ],
      going,
    )
    shaper.close()
    expect(shaped[0]).toMatchObject({ kind: 'write' })
    const first = shaped[0]
    if (first?.kind !== 'write') throw new Error('not written')
    expect(first.record.value?.toString()).toBe('{"id":9007199254740993,"at":7}')
    expect(first.record.key?.toString()).toBe('9007199254740993-orders')
    expect(shaped[1]).toEqual({ kind: 'fail', code: 'TRANSFORM_FAILED', reason: 'value.id is not there.' })
    expect(shaped[2]).toMatchObject({ kind: 'write' })
  })

  it('leaves tombstones be, and writes nothing that it could not mask', async () => {
    const mask: ReplaySpecInput['transform'] = {
      mask: [{ steps: ['a'], how: 'hash' }],
      value: { by: 'cel', cel: 'value' },
    }
    expect((await written({ ...plain, transform: mask }, { value: null })).record.value).toBeNull()
    const only = { mask: [{ steps: ['a'], how: 'hash' as const }] }
    expect(await shapeOne({ transform: only }, json('plain text'))).toMatchObject({
      kind: 'fail',
      code: 'TRANSFORM_FAILED',
    })
  })

  it('refuses an expression that is wrong, with its place', () => {
    const transform = { value: { by: 'cel' as const, cel: 'valu.a' } }
    expect(() => shaperOf({ transform })).toThrow(
      expect.objectContaining({
        code: 'FILTER_INVALID',
        message: expect.stringContaining('The expression of the value is wrong at character 1'),
      }),
    )
  })

  it('keeps a partition, takes Java’s choice, or one for all', async () => {
    const copy = { ...plain, target: { kind: 'topic' as const, topic: 'copy' } }
    const record = { key: Buffer.from('k-17') }
    expect((await written(copy, record)).target).toEqual({ topic: 'copy', partition: 1 })
    const fixed = { ...copy, fidelity: { partition: { by: 'fixed' as const, partition: 0 } } }
    expect((await written(fixed, record)).target.partition).toBe(0)
    const byKey = { ...plain, fidelity: { partition: { by: 'key' as const } } }
    const chosen = await Promise.all(
      ['a', 'b', 'c', 'd'].map(
        async (key) => (await written(byKey, { key: Buffer.from(key) })).target.partition,
      ),
    )
    expect(new Set(chosen).size).toBeGreaterThan(1)
    expect((await written(byKey, { key: null })).target.partition).toBe(1)
    const beyond = { ...copy, fidelity: { partition: { by: 'fixed' as const, partition: 5 } } }
    expect(await shapeOne(beyond, record)).toMatchObject({ kind: 'fail', code: 'PARTITION_NOT_FOUND' })
  })

  it('shifts a timestamp, but none that is not there and none before 1970', async () => {
    const shift = (ms: number) => ({ ...plain, fidelity: { timestamp: { by: 'shift' as const, ms } } })
    expect((await written(shift(-1000), {})).record.timestamp).toBe(1_699_999_999_000n)
    expect((await written(shift(1000), { timestamp: -1n })).record.timestamp).toBe(-1n)
    expect(await shapeOne(shift(-1000), { timestamp: 5n })).toMatchObject({ kind: 'fail' })
    expect((await written({ ...plain, fidelity: { timestamp: { by: 'now' } } }, {})).record.timestamp).toBe(
      42n,
    )
  })
})

describe('the target that dead-letter headers name', () => {
  const origin = { ...plain, target: { kind: 'origin' as const } }
  const four = (number: number) => {
    const value = Buffer.alloc(4)
    value.writeInt32BE(number)
    return value
  }
  const named = (topic: string, partition: Buffer, prefix: string) => [
    { key: `${prefix}topic`, value: Buffer.from(topic) },
    { key: `${prefix}partition`, value: partition },
  ]

  it('is read as Spring, Connect, Streams and share groups write it', async () => {
    const spring = named('copy', four(1), 'kafka_dlt-original-')
    const retry = named('copy', four(1), 'kafka_original-')
    const connect = named('copy', Buffer.from('1'), '__connect.errors.')
    const streams = named('copy', Buffer.from('1'), '__streams.errors.')
    const share = named('copy', Buffer.from('1'), '__dlq.errors.')
    for (const headers of [spring, retry, connect, streams, share])
      expect((await written(origin, { headers })).target).toEqual({ topic: 'copy', partition: 1 })
  })

  it('is that of the convention asked for, and the newest where queues follow queues', async () => {
    const headers = [
      ...named('copy', four(0), 'kafka_dlt-original-'),
      ...named('orders', four(3), 'kafka_dlt-original-'),
    ]
    expect((await written(origin, { headers })).target).toEqual({ topic: 'orders', partition: 3 })
    const connect = { ...plain, target: { kind: 'origin' as const, convention: 'connect' as const } }
    expect(await shapeOne(connect, { headers })).toMatchObject({ kind: 'fail', code: 'ORIGIN_UNKNOWN' })
  })

  it('is unknown without headers, and where the plan did not find it', async () => {
    expect(await shapeOne(origin, {})).toMatchObject({ kind: 'fail', code: 'ORIGIN_UNKNOWN' })
    const headers = named('elsewhere', four(0), 'kafka_dlt-original-')
    expect(await shapeOne(origin, { headers })).toMatchObject({ kind: 'fail', code: 'ORIGIN_UNKNOWN' })
  })
})
