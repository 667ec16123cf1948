import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import type { Message, Payload } from '@sluice/shared/messages'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { CODECS } from '#records/batch-header.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readMessage } from './read-message.ts'
import { createScanner, places, type Scanner } from './testing/run-scan.ts'
import { upTo } from './testing/small-log.ts'

let kafka: KafkaCluster
let gateway: KafkaGateway
let scanner: Scanner
let seeder: ClusterSeeder
let raw: RawLog

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'log.cleaner.backoff.ms': '100' } })
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  scanner = createScanner(gateway)
  seeder = await createRealSeeder(kafka.bootstrap)
  raw = await RawLog.open(kafka.bootstrap)
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await raw?.close()
  await gateway?.close()
  await kafka?.stop()
})

/** The topic as Kafka's own consumer prints it, one line a message. */
async function consumed(topic: string, count: number, isolation = 'read_committed'): Promise<string[]> {
  const show = ['timestamp', 'partition', 'offset', 'headers', 'key', 'value']
  const { stdout, stderr, code } = await kafkaTool(kafka.bootstrap, 'ConsoleConsumer', [
    ...['--topic', topic, '--from-beginning', '--timeout-ms', '20000'],
    ...['--max-messages', `${count}`, '--isolation-level', isolation],
    ...show.flatMap((part) => ['--formatter-property', `print.${part}=true`]),
  ])
  if (code !== 0) throw new Error(`ConsoleConsumer ended with ${code}: ${stderr}`)
  return stdout.split('\n').filter((line) => /^(Create|LogAppend)Time:/.test(line))
}

/** A row in the consumer's words. */
function line(row: Message): string {
  const text = (payload: Payload | null) => (payload === null ? 'null' : payload.data)
  const headers = row.headers.map(({ key, value }) => `${key}:${text(value)}`).join(',') || 'NO_HEADERS'
  const place = [
    `${row.timestampType}:${row.timestamp}`,
    `Partition:${row.partition}`,
    `Offset:${row.offset}`,
  ]
  return [...place, headers, text(row.key), text(row.value)].join('\t')
}

const oldest = (topic: string) => ({ topic, from: { oldest: true as const }, limit: 10_000 })

describe('what a scan shows of a real log is what Kafka’s own consumer prints', () => {
  it('with every codec, headers in order with duplicates and nulls, tombstones, Hangul', async () => {
    await seeder.createTopic({ name: 'codecs', partitions: 1 })
    for (const [index, codec] of CODECS.entries()) {
      const records = upTo(60).map((i) => ({
        timestamp: BigInt(1_700_000_000_000 + index * 1_000 + i),
        key: i % 4 === 0 ? null : Buffer.from(`열쇠-${i}`),
        value: i % 5 === 0 ? null : Buffer.from(`값 ${i} `.repeat(i)),
        headers: [
          { key: '키', value: Buffer.from('값') },
          { key: 'a', value: null },
          { key: '키', value: Buffer.from(`${i}`) },
        ].slice(i % 4),
      }))
      expect(await raw.produce('codecs', encodeBatch(records, { codec, producerEpoch: -1 }))).toBe(0)
    }
    const { rows, end } = await scanner.page(oldest('codecs'))
    expect(rows.map(line)).toEqual(await consumed('codecs', 300))
    expect([...new Set(rows.map(({ codec }) => codec))]).toEqual([...CODECS])
    expect(end).toMatchObject({ reason: 'end', cursor: null, records: 300, matched: 300 })
    const whole = await readMessage(
      gateway,
      { topic: 'codecs', partition: 0, offset: 299n },
      new AbortController().signal,
    )
    expect(line(whole)).toBe(line(rows[299] as Message))
  })

  it('with the times of the log where the log stamps them', async () => {
    const configs = { 'message.timestamp.type': 'LogAppendTime' }
    await seeder.createTopic({ name: 'stamped', partitions: 1, configs })
    await seeder.append(
      'stamped',
      0,
      upTo(5).map((at) => ({ timestamp: at, value: `${at}` })),
    )
    const { rows } = await scanner.page(oldest('stamped'))
    expect(rows.map(line)).toEqual(await consumed('stamped', 5))
    expect(rows[0]?.timestampType).toBe('LogAppendTime')
    expect(Number(rows[0]?.timestamp)).toBeGreaterThan(1_700_000_000_000)
  })

  it('with transactions committed, aborted and open, under both isolations', async () => {
    await seeder.createTopic({ name: 'transactions', partitions: 1 })
    const two = (from: number) => [from, from + 1].map((at) => ({ timestamp: at, value: `${at}` }))
    await seeder.append('transactions', 0, two(1))
    await seeder.transaction('transactions', 0, two(10), 'abort')
    await seeder.transaction('transactions', 0, two(20), 'commit')
    await seeder.append('transactions', 0, two(30))
    await seeder.transaction('transactions', 0, two(40), 'open')
    await seeder.append('transactions', 0, two(50))
    const committed = await scanner.page(oldest('transactions'))
    expect(committed.rows.map(line)).toEqual(await consumed('transactions', 6))
    const notes = Object.fromEntries(committed.notes.map((note) => [note.code, note]))
    expect(notes.aborted).toMatchObject({ partition: 0, count: 2 })
    expect(notes['open-transaction']).toMatchObject({ partition: 0, count: 4 })
    const all = await scanner.page({ ...oldest('transactions'), isolation: 'read_uncommitted' })
    expect(all.rows.map(line)).toEqual(await consumed('transactions', 12, 'read_uncommitted'))
    const newest = await scanner.pages({ topic: 'transactions', from: { newest: 2 } })
    expect(places(newest.flatMap(({ rows }) => rows)).toReversed()).toEqual(places(committed.rows))
  })

  it('with the gaps that compaction leaves', async () => {
    const configs = {
      'cleanup.policy': 'compact',
      'segment.ms': '100',
      'min.cleanable.dirty.ratio': '0.01',
      'delete.retention.ms': '100',
    }
    await seeder.createTopic({ name: 'compacted', partitions: 1, configs })
    // A segment is rolled by the times of its records; only rolled ones are compacted.
    for (const round of upTo(6)) {
      const timestamp = Date.now() - 10_000 + round * 1_000
      await seeder.append(
        'compacted',
        0,
        upTo(4).map((key) => ({ timestamp, key: `k${key}`, value: `${round}` })),
      )
    }
    // The last two rounds stay: one lies in the active segment, the other has the newest of what was compacted.
    const removed = async () => {
      const { notes } = await scanner.page(oldest('compacted'))
      return notes.find(({ code }) => code === 'gap')?.count
    }
    await expect.poll(removed, { timeout: 30_000, interval: 300 }).toBe(16)
    const { rows } = await scanner.page(oldest('compacted'))
    expect(rows.map(line)).toEqual(await consumed('compacted', 8))
    const pages = await scanner.pages({ topic: 'compacted', from: { newest: 3 } })
    expect(places(pages.flatMap((page) => page.rows)).toSorted()).toEqual(places(rows).toSorted())
  })
})

describe('positions on a real log', () => {
  it('newest n over partitions is the true order of time, also where times are out of offset order', async () => {
    await seeder.createTopic({ name: 'disorder', partitions: 3 })
    const all: { timestamp: number; offset: number; partition: number }[] = []
    for (const partition of upTo(3)) {
      const times = upTo(400).map((at) => ((at * 7_919 + partition * 31) % 1_009) + 1)
      await seeder.append(
        'disorder',
        partition,
        times.map((timestamp) => ({ timestamp, value: `${timestamp}` })),
      )
      all.push(...times.map((timestamp, offset) => ({ timestamp, offset, partition })))
    }
    all.sort((a, b) => b.timestamp - a.timestamp || b.offset - a.offset || b.partition - a.partition)
    const expected = all.map(({ partition, offset }) => `${partition}:${offset}`)
    const { rows, notes } = await scanner.page({ topic: 'disorder', from: { newest: 100 } })
    expect(places(rows)).toEqual(expected.slice(0, 100))
    expect(notes).toEqual([])
    const pages = await scanner.pages({ topic: 'disorder', from: { newest: 170 } })
    expect(places(pages.flatMap((page) => page.rows))).toEqual(expected)
  })

  it('a moved log start, an offset beyond the end and a time in the future are told, and end', async () => {
    await seeder.createTopic({ name: 'moved', partitions: 1 })
    await seeder.append(
      'moved',
      0,
      upTo(10).map((at) => ({ timestamp: at + 1, value: `${at}` })),
    )
    await seeder.deleteRecords('moved', 0, 4n)
    const below = await scanner.page({ topic: 'moved', from: { offset: '0' } })
    expect(places(below.rows)[0]).toBe('0:4')
    expect(below.notes).toMatchObject([{ code: 'offset-below-start', from: '0', to: '3' }])
    for (const from of [{ offset: '10' }, { timestamp: 4_102_444_800_000 }]) {
      const { rows, end, notes } = await scanner.page({ topic: 'moved', from })
      expect(rows).toEqual([])
      expect(notes).toHaveLength(1)
      expect(end).toMatchObject({ reason: 'end', cursor: null })
    }
  })
})

describe('a broker that dies while it is read', () => {
  it('leaves a partial page in time; the cursor brings the rest when it is back, exactly once', async () => {
    await seeder.createTopic({ name: 'dying', partitions: 1 })
    for (const at of upTo(40))
      await seeder.append('dying', 0, [{ timestamp: at + 1, value: 'x'.repeat(2_000) }])
    const small = createScanner(gateway, {
      firstFetchBytes: 1,
      fetchBytes: 1,
      flushMs: 0,
      flushRows: 1,
      retryMs: 500,
    })
    const first: string[] = []
    let cursor: string | null = null
    const started = Date.now()
    for await (const frame of small.frames(oldest('dying'))) {
      if (frame.t === 'rows') {
        if (first.length === 0) await kafka.nodes[0]?.kill9()
        first.push(...places(frame.rows))
      }
      if (frame.t !== 'end') continue
      expect(frame).toMatchObject({ reason: 'partial', missing: [{ partition: 0 }] })
      cursor = frame.cursor
    }
    expect(Date.now() - started).toBeLessThan(20_000)
    await kafka.nodes[0]?.restart()
    const rest = await scanner.pages({ ...oldest('dying'), cursor: cursor ?? '' })
    expect([...first, ...rest.flatMap(({ rows }) => places(rows))]).toEqual(upTo(40).map((at) => `0:${at}`))
  })
})
