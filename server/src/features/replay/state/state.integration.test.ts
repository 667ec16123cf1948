import { setTimeout as sleep } from 'node:timers/promises'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { runState, type StateRun } from './testing/run-state.ts'

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder

beforeAll(async () => {
  kafka = await startKafka({ properties: { 'log.cleaner.backoff.ms': '100' } })
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await gateway?.close()
  await kafka?.stop()
})

const TOPIC = 'shelves'
const KEYS = ['a', 'b', 'c', 'd']
const ROUNDS = 4
/** Compaction takes rolled segments only, and they are rolled by the times of their records. */
const CONFIGS = {
  'cleanup.policy': 'compact',
  'min.cleanable.dirty.ratio': '0.01',
  'segment.ms': '100',
}

/** What each key holds after so many rounds: the last of them is deleted in the second. */
const valueAfter = (key: string, round: number) => (key === 'd' && round >= 1 ? null : `${key}${round}`)

async function rows(run: StateRun, kinds?: ('live' | 'deleted' | 'unknown')[]) {
  const page = await run.page(kinds === undefined ? {} : { kinds })
  return page.rows.map(({ key, kind, at }) => [key?.data, kind, at?.record?.value?.data ?? null])
}

describe('the state of a topic on a real Kafka', () => {
  it('is that of every moment before compaction, and says afterwards what is not known any more', async () => {
    await seeder.createTopic({ name: TOPIC, partitions: 1, configs: CONFIGS })
    for (let round = 0; round < ROUNDS; round += 1) {
      const records = KEYS.map((key) => ({
        key: key,
        value: valueAfter(key, round),
        timestamp: Date.now() - (ROUNDS - round) * 60_000,
      }))
      await seeder.append(TOPIC, 0, records)
    }
    const second = { offset: `${2 * KEYS.length}` }
    const expected = KEYS.map((key) => {
      const value = valueAfter(key, 1)
      return [key, value === null ? 'deleted' : 'live', value]
    })
    const before = await runState(gateway, { topic: TOPIC, at: second })
    if (before.state.lanes.every(({ missingOffsets }) => missingOffsets === '0')) {
      expect(await rows(before)).toEqual(expected)
      expect(before.state.marks).toEqual([])
    }
    // A further record rolls the last segment, so that all of them are cleaned.
    await seeder.append(TOPIC, 0, [{ key: 'z', value: 'z', timestamp: Date.now() + 60_000 }])
    const after = await untilCleaned()
    expect(await rows(after, ['live'])).toEqual([])
    expect(after.state.counts.unknown).toBeGreaterThan(0)
    expect(after.state.marks.map(({ code }) => code)).toContain('compacted')
    const now = await runState(gateway, { topic: TOPIC })
    expect(await rows(now, ['live'])).toEqual([
      ...KEYS.slice(0, 3).map((key) => [key, 'live', valueAfter(key, ROUNDS - 1)]),
      ['z', 'live', 'z'],
    ])
    expect(now.state.marks.map(({ code }) => code)).toEqual(['tombstones-gone'])
    const changes = await runState(gateway, { topic: TOPIC, base: { offset: `${ROUNDS * KEYS.length}` } })
    // Of a key that came later a log with holes cannot say whether it was there before.
    expect(changes.state.changes).toMatchObject({ unknown: 1, added: 0, changed: 0, removed: 0, same: 4 })
  })

  it('leaves out what was aborted and what is not committed', async () => {
    await seeder.createTopic({ name: 'ledgers', partitions: 1 })
    const put = (value: string) => [{ key: 'k', value, timestamp: Date.now() }]
    await seeder.append('ledgers', 0, put('plain'))
    await seeder.transaction('ledgers', 0, put('aborted'), 'abort')
    expect(await rows(await runState(gateway, { topic: 'ledgers' }))).toEqual([['k', 'live', 'plain']])
    await seeder.transaction('ledgers', 0, put('committed'), 'commit')
    await seeder.transaction('ledgers', 0, put('open'), 'open')
    const run = await runState(gateway, { topic: 'ledgers' })
    expect(await rows(run)).toEqual([['k', 'live', 'committed']])
    expect(run.state.marks.map(({ code, count }) => [code, count])).toEqual([
      ['open-transaction', '1'],
      ['aborted', '1'],
    ])
  })
})

/** The cleaner comes by itself: until every earlier value of the keys is gone. */
async function untilCleaned(): Promise<StateRun> {
  for (let turn = 0; turn < 300; turn += 1) {
    const run = await runState(gateway, { topic: TOPIC, at: { offset: `${2 * KEYS.length}` } })
    if (run.state.counts.live === 0) return run
    await sleep(100)
  }
  throw new Error('The topic was not compacted')
}
