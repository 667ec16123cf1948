import { setTimeout as sleep } from 'node:timers/promises'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { CODECS } from '#records/batch-header.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { createScanner, places, type Scanner } from './testing/run-scan.ts'
import { upTo } from './testing/small-log.ts'

const RECORDS = 50_000
const BATCH = 500
const NEEDLE_AT = 31_337
/** Kafka's error number. */
const NOT_LEADER = 6

let kafka: KafkaCluster
let gateway: KafkaGateway
let scanner: Scanner
let seeder: ClusterSeeder
let raw: RawLog

beforeAll(async () => {
  kafka = await startKafka()
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

/** One of them says 예약 and nothing else does, and writes it as JSON may: half of it escaped. */
function record(at: number) {
  const note = at === NEEDLE_AT ? '\\uc608약 Needle-77' : `event ${at} of no interest`
  const value = Buffer.from(`{"id":${at},"note":"${note}","filler":"${'sluice '.repeat(8)}"}`)
  return { timestamp: BigInt(1_700_000_000_000 + at), key: Buffer.from(`key-${at % 97}`), value, headers: [] }
}

/** A topic just made may have no leader for a moment. */
async function produce(topic: string, batch: Buffer): Promise<void> {
  let code = await raw.produce(topic, batch)
  for (let tries = 0; code === NOT_LEADER && tries < 100; tries += 1) {
    await sleep(100)
    code = await raw.produce(topic, batch)
  }
  expect(code).toBe(0)
}

describe.each(CODECS)('one message in 50 000, %s', (codec) => {
  const topic = `needle-${codec}`
  const forward = { topic, from: { oldest: true as const } }
  const newest = { topic, from: { newest: 5 } }

  beforeAll(async () => {
    await seeder.createTopic({ name: topic, partitions: 1 })
    for (let at = 0; at < RECORDS; at += BATCH) {
      const records = upTo(BATCH).map((i) => record(at + i))
      await produce(topic, encodeBatch(records, { codec, producerEpoch: -1 }))
    }
  })

  it.each([
    ['as it is written', { text: 'Needle-77' }],
    ['without regard to case', { text: 'nEEDLE-77', caseSensitive: false }],
    ['through the escapes of JSON', { text: '예약 Needle' }],
    ['by its bytes', { text: '\\uc608약', bytes: true }],
  ])('is found %s, forward and newest first, after looking at all', async (_, filter) => {
    for (const request of [forward, newest]) {
      const { rows, end } = await scanner.page({ ...request, filter })
      expect(places(rows)).toEqual([`0:${NEEDLE_AT}`])
      expect(end).toMatchObject({ reason: 'end', cursor: null, records: RECORDS, matched: 1, missing: [] })
    }
  })

  it('is not found where it is not, which the end says after looking at all', async () => {
    for (const request of [forward, newest]) {
      for (const filter of [
        { text: 'needle-77' },
        { text: 'Needle-77', in: ['key' as const, 'headers' as const] },
      ]) {
        const { rows, end, notes } = await scanner.page({ ...request, filter })
        expect(rows).toEqual([])
        expect(end).toMatchObject({ reason: 'end', cursor: null, records: RECORDS, matched: 0 })
        expect(notes).toEqual([])
      }
    }
  })

  it('newest first stops near the end where enough match there', async () => {
    const { rows, end } = await scanner.page({ ...newest, filter: { text: '49' } })
    expect(places(rows)).toEqual(upTo(5).map((i) => `0:${49_999 - i}`))
    expect(end.records).toBeLessThan(2_000)
  })
})
