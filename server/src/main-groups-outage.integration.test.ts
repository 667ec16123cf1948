import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import type { GroupDetail, GroupList } from '@sluice/shared/groups'
import { causeSentence } from '@sluice/shared/groups-sentence'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '#kafka/testing/until.ts'
import { type LagPage, type LagStage, openLagStage, recordsOf } from './testing/lag-stage.ts'

const INTERVAL_MS = 500
const WITHIN_MS = 30_000
/** A few cycles, on a machine that does much else. */
const FRESH = { timeout: 4 * INTERVAL_MS, interval: 100 }
const REASONS = /^(LEADER_UNAVAILABLE|CLUSTER_UNREACHABLE|BROKER_TIMEOUT)$/
const PARTITIONS = 6
/** Of so many some are coordinated by each broker. */
const GROUPS = Array.from({ length: 9 }, (_, index) => `group ${index}`)

let kafka: KafkaCluster
let stage: LagStage
let page: LagPage

beforeAll(async () => {
  kafka = await startKafka({ nodes: 3 })
  stage = await openLagStage(kafka.bootstrap)
  for (const [name, replication] of [
    ['copied', 3],
    ['single', 1],
  ] as const) {
    await stage.seeder.createTopic({ name, partitions: PARTITIONS, replication })
    for (let partition = 0; partition < PARTITIONS; partition += 1)
      await stage.seeder.append(name, partition, recordsOf(3))
  }
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    for (const group of GROUPS) await stage.commit(group, 'copied', 1, partition)
    await stage.commit('single', 'single', 2, partition)
    await stage.commit('idle', 'single', 3, partition)
  }
  page = await stage.startSluice({ intervalMs: INTERVAL_MS, windowMs: 4_000 })
  const isRead = ({ groups }: GroupList) =>
    groups.length === GROUPS.length + 2 && groups.every(({ lag }) => lag !== null)
  await until(page.list, isRead, WITHIN_MS)
})

afterAll(async () => {
  await stage?.close()
  await kafka?.stop()
})

const unknown = ({ rows }: GroupDetail) => rows.filter(({ lagState }) => lagState === 'UNKNOWN')

describe('Sluice while one broker of three is dead', () => {
  it('says so of what that one led, goes on telling the rest, and never shows an empty page', async () => {
    const { groups, all } = await page.list()
    const coordinators = new Map(groups.map(({ group, coordinator }) => [group, coordinator]))
    // Not one that these two depend on themselves.
    const spared = ['single', 'idle'].map((group) => coordinators.get(group))
    const victim = kafka.nodes.find(({ id }) => !spared.includes(id))
    if (victim === undefined) throw new Error('no node to kill')
    expect([...coordinators.values()]).toContain(victim.id)
    const listed: { count: number; blank: string[] }[] = []
    void stage.keepOn(100, async () => {
      const found = (await page.list()).groups
      const blank = found.filter(({ lag }) => lag === null).map(({ group }) => group)
      listed.push({ count: found.length, blank })
      return true
    })

    await victim.kill9()
    const broken = await until(
      () => page.detail('single'),
      (found) => unknown(found).length > 0,
      WITHIN_MS,
    )
    expect(broken.summary).toMatchObject({ unknownPartitions: 2, lag: '4' })
    expect(unknown(broken)).toHaveLength(2)
    for (const { lag, fault, cause } of unknown(broken)) {
      expect({ lag, code: fault?.code }).toEqual({ lag: null, code: expect.stringMatching(REASONS) })
      expect(causeSentence(cause, Date.now())).toBe(`Not known for a moment: ${fault?.message}`)
    }
    await expect.poll(() => page.told('idle')).toMatch(/^UNKNOWN Not known for .+: ./)

    const led = broken.rows.find(({ lagState }) => lagState !== 'UNKNOWN')?.partition ?? -1
    await stage.seeder.append('single', led, recordsOf(5))
    const lagOf = ({ rows }: GroupDetail) => rows.find(({ partition }) => partition === led)?.lag
    await expect.poll(async () => lagOf(await page.detail('single')), FRESH).toBe('6')

    const settled = ({ groups }: GroupList) =>
      groups.every(({ group, lagState }) => ['single', 'idle'].includes(group) || lagState !== 'UNKNOWN')
    await until(page.list, settled, WITHIN_MS)
    expect(new Set(listed.map(({ count }) => count))).toEqual(new Set([all]))
    expect(listed.flatMap(({ blank }) => blank)).toEqual([])

    await victim.restart()
    await until(
      () => page.detail('single'),
      (found) => unknown(found).length === 0,
      WITHIN_MS,
    )
    await until(page.list, ({ collector }) => collector.faults.length === 0, WITHIN_MS)
  }, 180_000)

  it('is held up by one that hangs for a moment once, and goes on telling the rest in each cycle', async () => {
    const { groups } = await page.list()
    const spared = groups.find(({ group }) => group === 'single')?.coordinator
    // One that is asked for groups in each cycle: one that has just come back may lead next to nothing, and be found out first.
    const asked = new Set(groups.map(({ coordinator }) => coordinator))
    const hanging = kafka.nodes.find(({ id }) => id !== spared && asked.has(id))
    if (hanging?.pid == null) throw new Error('no node to stop')
    const led = await until(
      () => page.detail('single'),
      (found) => unknown(found).length === 0,
      WITHIN_MS,
    )
    process.kill(hanging.pid, 'SIGSTOP')
    try {
      const first = await until(
        page.list,
        ({ collector }) => collector.faults.some(({ brokerId }) => brokerId === hanging.id),
        WITHIN_MS,
      )
      expect(first.collector.faults).toMatchObject([{ code: 'BROKER_TIMEOUT', brokerId: hanging.id }])
      const later = await until(
        page.list,
        ({ collector }) => collector.cycle >= first.collector.cycle + 5,
        WITHIN_MS,
      )
      // One deadline is 5 s: neither cycle has waited for it, nor has one phase after the other.
      for (const { tookMs } of [first.collector, later.collector]) expect(tookMs).toBeLessThan(5_000)
      const broken = await page.detail('single')
      expect(unknown(broken).length).toBeLessThan(led.rows.length)
      for (const { fault } of unknown(broken)) expect(fault?.code).toMatch(REASONS)
    } finally {
      process.kill(hanging.pid, 'SIGCONT')
    }
    await until(page.list, ({ collector }) => collector.faults.length === 0, WITHIN_MS)
  }, 120_000)
})
