import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { probeAges } from './age-probe.ts'
import type { NextRecord, NextRecordAsk } from './next-record.ts'
import { createNextRecords } from './next-records.ts'
import { isPhantom } from './phantom.ts'
import { timeLagOf } from './time-lag.ts'

const signal = new AbortController().signal
const within = { signal, timeoutMs: 10_000 }
const SECOND = 1_000
const AGES = [1, 10, 60, 600, 3_600, 36_000].map((seconds) => seconds * SECOND)
const ANY_TIME = { 'message.timestamp.after.max.ms': '9223372036854775807' }

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder
let raw: RawLog

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'log.cleaner.backoff.ms': '100' } })
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
  raw = await RawLog.open(kafka.bootstrap)
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await raw?.close()
  await gateway?.close()
  await kafka?.stop()
})

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Every place of a partition, from its log start up to the end that committed readers have. */
async function places(topic: string, partition = 0, from = 0n): Promise<NextRecordAsk[]> {
  const [latest] = await gateway.listOffsets([{ topic, partition, at: 'latest' }], {
    isolation: 'read_committed',
  })
  const end = latest?.ok ? (latest.value.offset ?? 0n) : 0n
  return upTo(Number(end - from)).map((step) => ({
    topic,
    topicId: null,
    partition,
    position: from + BigInt(step),
    end,
  }))
}

async function readAll(asks: readonly NextRecordAsk[]): Promise<(NextRecord | null)[]> {
  const nextRecords = createNextRecords(gateway)
  await nextRecords.read(asks, within)
  return asks.map((ask) => nextRecords.known(ask))
}

function ageOf(next: NextRecord | null, now: number) {
  return timeLagOf({ now, lag: 1n, phantom: false, next, probe: null, interpolated: null })
}

describe('the age of the next unread record on a real log', () => {
  it('is within a second of the age that the producer knows, in every codec and in the middle of batches', async () => {
    await seeder.createTopic({ name: 'aged', partitions: 5, configs: ANY_TIME })
    const known = new Map<string, number>()
    for (const [partition, codec] of (['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const).entries()) {
      for (const batch of upTo(8)) {
        // Times out of order, over a day.
        const times = upTo(8).map((at) => Date.now() - (((batch * 8 + at) * 7_919 * SECOND) % 86_400_000))
        const records = times.map((ms, at) => ({
          timestamp: BigInt(ms),
          key: null,
          value: Buffer.from(`${at} `.repeat(at * 40)),
          headers: [],
        }))
        const bytes = encodeBatch(records, { codec, producerEpoch: -1 })
        // Refused while the broker has not yet taken up the lead of a new partition.
        await expect.poll(() => raw.produce('aged', bytes, partition), { timeout: 10_000 }).toBe(0)
        for (const [at, ms] of times.entries()) known.set(`${partition}/${batch * 8 + at}`, ms)
      }
    }
    const asks = (await Promise.all(upTo(5).map((partition) => places('aged', partition)))).flat()
    const found = await readAll(asks)
    const now = Date.now()
    const errors = asks.map(({ partition, position }, at) => {
      const time = ageOf(found[at] ?? null, now)
      expect(time).toMatchObject({ method: 'exact', confidence: 'high', atLeast: false, clockSkew: false })
      return Math.abs((time.ms ?? Number.NaN) - (now - (known.get(`${partition}/${position}`) ?? Number.NaN)))
    })
    expect(errors).toHaveLength(320)
    expect(errors.filter((error) => error <= SECOND).length / errors.length).toBeGreaterThanOrEqual(0.99)
  })

  it('is the broker’s time where that is written, within a second of when the record was sent', async () => {
    const configs = { 'message.timestamp.type': 'LogAppendTime' }
    await seeder.createTopic({ name: 'appended', partitions: 1, configs })
    const sentAt: number[] = []
    for (const batch of upTo(10)) {
      sentAt.push(...upTo(6).map(() => Date.now()))
      await seeder.append(
        'appended',
        0,
        upTo(6).map((at) => ({ timestamp: 1_000, value: `${batch} ${at}` })),
      )
    }
    const asks = await places('appended')
    const found = await readAll(asks)
    const now = Date.now()
    expect(asks).toHaveLength(60)
    for (const [at, next] of found.entries()) {
      expect(next).toMatchObject({ kind: 'record', appendTime: true, gap: false, offset: BigInt(at) })
      const error = Math.abs((ageOf(next, now).ms ?? Number.NaN) - (now - (sentAt[at] ?? Number.NaN)))
      expect(error).toBeLessThanOrEqual(SECOND)
    }
  })

  it('is none for a record from the future, and says that a clock is wrong', async () => {
    await seeder.createTopic({ name: 'future', partitions: 1, configs: ANY_TIME })
    const inAnHour = Date.now() + 3_600_000
    await seeder.append('future', 0, [{ timestamp: inAnHour, value: 'v' }])
    const [next] = await readAll(await places('future'))
    expect(ageOf(next ?? null, Date.now())).toMatchObject({
      ms: 0,
      method: 'exact',
      clockSkew: true,
      confidence: 'low',
    })
    expect(ageOf(next ?? null, inAnHour + 60_000)).toMatchObject({ ms: 60_000, clockSkew: false })
  })
})

describe('a tail without a message on a real log', () => {
  const old = () => Date.now() - 30_000

  it('is a phantom behind a transaction’s last record, be it committed or aborted, and none with one more record', async () => {
    await seeder.createTopic({ name: 'billed', partitions: 1 })
    const values = [
      { timestamp: old(), value: 'a' },
      { timestamp: old(), value: 'b' },
    ]
    await seeder.transaction('billed', 0, values, 'commit')
    // Who commits the offset behind the last record stands before the marker, who commits the position behind it.
    const tail = await places('billed', 0, 2n)
    expect(tail).toHaveLength(1)
    const [next] = await readAll(tail)
    expect(isPhantom({ lag: 1n, unchanged: 2, next: next ?? null })).toBe(true)
    await seeder.transaction('billed', 0, values, 'abort')
    const longer = await places('billed', 0, 2n)
    expect(longer).toHaveLength(4)
    for (const each of await readAll(longer)) expect(each).toEqual({ kind: 'nothing', gap: false })
    await seeder.append('billed', 0, [{ timestamp: old(), value: 'c' }])
    for (const each of await readAll(await places('billed', 0, 2n))) {
      expect(each).toMatchObject({ kind: 'record', offset: 6n, gap: false })
    }
  })

  it('is found behind many aborted records', async () => {
    await seeder.createTopic({ name: 'aborted', partitions: 1 })
    await seeder.append('aborted', 0, [{ timestamp: old(), value: 'read' }])
    const values = upTo(300).map((at) => ({ timestamp: old(), value: `${at}`.repeat(200) }))
    for (const _ of upTo(3)) await seeder.transaction('aborted', 0, values, 'abort')
    const [place] = await places('aborted', 0, 1n)
    expect(place?.end).toBe(904n)
    expect(await readAll(place === undefined ? [] : [place])).toEqual([{ kind: 'nothing', gap: false }])
  })

  it('is no phantom before an open transaction: what may be read ends there', async () => {
    await seeder.createTopic({ name: 'held', partitions: 1 })
    await seeder.append('held', 0, [{ timestamp: old(), value: 'a' }])
    await seeder.transaction('held', 0, [{ timestamp: old(), value: 'b' }], 'open')
    const held = await places('held')
    expect(held.map(({ position, end }) => [position, end])).toEqual([[0n, 1n]])
    expect((await readAll(held))[0]).toMatchObject({ kind: 'record', offset: 0n })
  })

  it('is a hole where compaction took the records, and the next one is found behind it', async () => {
    const configs = { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.01' }
    await seeder.createTopic({ name: 'compacted', partitions: 1, configs })
    const begun = Date.now() - 100_000
    for (const round of upTo(6)) {
      const timestamp = begun + round * 10_000
      await seeder.append(
        'compacted',
        0,
        upTo(4).map((key) => ({ timestamp, key: `k${key}`, value: `${round}` })),
      )
    }
    const first = async () => (await readAll((await places('compacted')).slice(0, 1)))[0]
    const behindHole = { kind: 'record', offset: 16n, timestamp: begun + 40_000, gap: true }
    await expect.poll(first, { timeout: 30_000, interval: 300 }).toMatchObject(behindHole)
    const found = await readAll(await places('compacted'))
    for (const next of found.slice(0, 16)) expect(next).toMatchObject(behindHole)
    for (const [at, next] of found.slice(16).entries()) {
      expect(next).toMatchObject({ kind: 'record', offset: 16n + BigInt(at), gap: false })
    }
  })
})

describe('the probe of ages on real logs', () => {
  it('is never wrong in its direction, whatever is in the log', async () => {
    const topics = ['appended', 'future', 'billed', 'held', 'compacted']
    const asks = [
      ...(await Promise.all(upTo(5).map((partition) => places('aged', partition)))),
      ...(await Promise.all(topics.map((topic) => places(topic)))),
      (await places('aborted')).filter((_, at) => at % 60 === 0),
    ].flat()
    const nextRecords = createNextRecords(gateway)
    await nextRecords.read(asks, within)
    const probed = await probeAges(gateway, asks, AGES, { ...within, nextRecords })
    const truth = await readAll(asks)
    let older = 0
    for (const [at, { bound, fault }] of probed.entries()) {
      expect(fault).toBeNull()
      if (bound === null) continue
      const next = truth[at]
      if (next?.kind !== 'record')
        throw new Error(`Nothing is to be read at ${asks[at]?.topic} ${asks[at]?.position}`)
      older += 1
      expect(bound.confirmed).toBe(true)
      expect(bound.at - (next.timestamp ?? Number.NaN)).toBeGreaterThanOrEqual(bound.ms)
    }
    expect(asks.length).toBeGreaterThan(400)
    expect(older).toBeGreaterThan(200)
  })

  it('is right unconfirmed as well on a plain log, where nothing may be read but asked', async () => {
    const asks = (await Promise.all(upTo(5).map((partition) => places('aged', partition)))).flat()
    const probed = await probeAges(gateway, asks, AGES, {
      ...within,
      nextRecords: createNextRecords(gateway),
    })
    const truth = await readAll(asks)
    const bounds = probed.flatMap(({ bound }, at) => (bound === null ? [] : [{ bound, next: truth[at] }]))
    expect(bounds.length).toBeGreaterThan(100)
    for (const { bound, next } of bounds) {
      const timestamp = next?.kind === 'record' ? (next.timestamp ?? Number.NaN) : Number.NaN
      expect(bound.confirmed).toBe(false)
      expect(bound.at - timestamp).toBeGreaterThanOrEqual(bound.ms)
    }
  })
})
