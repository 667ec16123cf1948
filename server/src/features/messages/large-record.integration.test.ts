import { createHash, randomBytes } from 'node:crypto'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { DETAIL_BYTES } from '@sluice/shared/messages-detail'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readMessage } from './read-message.ts'
import { readPart } from './record-part.ts'
import { createScanner } from './testing/run-scan.ts'

const MOST = String(64 * 1024 * 1024)

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder
let raw: RawLog

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'message.max.bytes': MOST, 'replica.fetch.max.bytes': MOST } })
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

describe('a record far larger than a page takes', () => {
  it.each(['none', 'zstd'] as const)(
    'is listed, opened in part and saved byte for byte (%s)',
    async (codec) => {
      const topic = `large-${codec}`
      await seeder.createTopic({ name: topic, partitions: 1, configs: { 'max.message.bytes': MOST } })
      const value = randomBytes(40 * 1024 * 1024)
      const key = Buffer.from([0xff, 0x00, 0xed, 0xa0, 0x80])
      const headers = [{ key: '\ufffd', keyBytes: Buffer.from([0xff]), value: key }]
      const batch = encodeBatch([{ timestamp: 1n, key, value, headers }], { codec, producerEpoch: -1 })
      expect(await raw.produce(topic, batch)).toBe(0)

      const { rows } = await createScanner(gateway).page({ topic, from: { oldest: true } })
      expect(rows[0]).toMatchObject({ value: { size: value.length, truncated: true } })
      const id = { topic, partition: 0, offset: 0n }
      const { signal } = new AbortController()
      const opened = await readMessage(gateway, id, signal)
      expect(opened.headers).toMatchObject([{ keyBytes: '/w==', value: { data: key.toString('base64') } }])
      expect(opened.value?.data).toBe(value.toString('base64', 0, DETAIL_BYTES))
      const saved = await readPart(gateway, id, 'value', signal)
      expect([saved.name, sha256(saved.bytes)]).toEqual([`${topic}-p0-o0-value.bin`, sha256(value)])
      expect((await readPart(gateway, id, 'key', signal)).bytes.equals(key)).toBe(true)
    },
  )
})

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
