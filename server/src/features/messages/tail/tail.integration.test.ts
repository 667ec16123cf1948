import { setTimeout as sleep } from 'node:timers/promises'
import type { KafkaNode } from '@sluice/demo/kafka/kafka-nodes.ts'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { Follower, type TailInput } from '../testing/follow-tail.ts'
import { createScanner } from '../testing/run-scan.ts'
import { upTo } from '../testing/small-log.ts'
import { TAIL_LIMITS } from './tail-limits.ts'

const TAILS = 200

let kafka: KafkaCluster
let node: KafkaNode
let gateway: KafkaGateway
let seeder: ClusterSeeder
const running: Follower[] = []

beforeAll(async () => {
  kafka = await startKafka()
  const [only] = kafka.nodes
  if (only === undefined) throw new Error('no node')
  node = only
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((follower) => follower.stop()))
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await gateway?.close()
  await kafka?.stop()
})

/** With the limits of the product. */
async function follow(input: TailInput, through = gateway): Promise<Follower> {
  const follower = new Follower(through, input, TAIL_LIMITS)
  running.push(follower)
  await follower.until(({ open }) => open !== null)
  return follower
}

async function topics(...argv: string[]): Promise<void> {
  const { code, stderr } = await kafkaTool(kafka.bootstrap, 'TopicCommand', argv)
  if (code !== 0) throw new Error(`TopicCommand ended with ${code}: ${stderr.slice(-500)}`)
}

const records = (from: number, count: number) =>
  upTo(count).map((at) => ({ timestamp: Date.now(), key: `k${from + at}`, value: `at ${from + at}` }))

describe('a tail of a real Kafka', () => {
  it('gives each message once, transactions when they are committed, within a moment', async () => {
    await seeder.createTopic({ name: 'live', partitions: 2 })
    await seeder.append('live', 0, records(0, 5))
    const tail = await follow({ topic: 'live' })
    const since = performance.now()
    await seeder.append('live', 1, records(0, 3))
    await tail.until(({ rows }) => rows.length === 3)
    expect(performance.now() - since).toBeLessThan(1_500)
    await seeder.transaction('live', 0, records(5, 2), 'abort')
    await seeder.transaction('live', 0, records(7, 2), 'commit')
    await tail.until(({ rows }) => rows.length === 5)
    expect(tail.ids.filter((id) => id.startsWith('live/0'))).toEqual(['live/0:8', 'live/0:9'])
  })

  it('follows new partitions, and ends when the topic is deleted', async () => {
    await seeder.createTopic({ name: 'growing', partitions: 1 })
    const tail = await follow({ topic: 'growing' })
    await topics('--alter', '--topic', 'growing', '--partitions', '3')
    await tail.until(({ notes }) => notes.some(({ code }) => code === 'partitions-added'), 15_000)
    await topics('--delete', '--topic', 'growing')
    await tail.until(({ end }) => end !== null, 15_000)
    expect(tail.end?.reason).toBe('topic-deleted')
    const left = await gateway.describeTopics(['growing'])
    expect(left).toMatchObject([{ ok: false, fault: { code: 'TOPIC_NOT_FOUND' } }])
  }, 60_000)

  it('stops its fetches within a second when its reader goes', async () => {
    let [open, asked] = [0, 0]
    const counting = new Proxy(gateway, {
      get: (target, name) => {
        if (name !== 'fetch') return Reflect.get(target, name, target)
        return async (...args: Parameters<KafkaGateway['fetch']>) => {
          open += 1
          asked += 1
          return await target.fetch(...args).finally(() => {
            open -= 1
          })
        }
      },
    })
    await seeder.createTopic({ name: 'left', partitions: 4 })
    const tail = await follow({ topic: 'left' }, counting)
    await sleep(700)
    expect(open).toBe(1)
    const since = performance.now()
    await tail.stop()
    expect([open, performance.now() - since < 1_000]).toEqual([0, true])
    const before = asked
    await sleep(700)
    expect(asked).toBe(before)
  })

  it(`serves ${TAILS} at once, and a scan beside them is as quick as ever`, async () => {
    await seeder.createTopic({ name: 'crowded', partitions: 3 })
    const tails = await Promise.all(upTo(TAILS).map(() => follow({ topic: 'crowded' })))
    await seeder.append('crowded', 1, records(0, 4))
    await Promise.all(tails.map((tail) => tail.until(({ rows }) => rows.length === 4, 20_000)))
    const since = performance.now()
    const { rows } = await createScanner(gateway).page({ topic: 'crowded', from: { newest: 10 } })
    expect([rows.length, performance.now() - since < 3_000]).toEqual([4, true])
  }, 60_000)

  it('comes back with a broker that was killed, without a gap or a duplicate', async () => {
    await seeder.createTopic({ name: 'outage', partitions: 1 })
    const tail = await follow({ topic: 'outage' })
    await seeder.append('outage', 0, records(0, 50))
    await tail.until(({ rows }) => rows.length === 50)
    await node.kill9()
    await tail.until(({ last }) => last?.missing.length === 1, 20_000)
    await node.restart()
    await seeder.close().catch(() => {})
    seeder = await createRealSeeder(kafka.bootstrap)
    await seeder.append('outage', 0, records(50, 50))
    await tail.until(({ rows }) => rows.length >= 100, 30_000)
    expect(tail.rows.map(({ offset }) => Number(offset))).toEqual(upTo(100))
    await tail.until(({ notes }) => notes.some(({ code }) => code === 'resumed'))
    await tail.until(({ last }) => last?.seen === 100)
    expect(tail.last).toMatchObject({ seen: 100, shown: 100, sampledOut: 0, dropped: 0 })
  }, 180_000)
})
