import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KafkaCluster, startKafka } from '../../kafka/start-kafka.ts'
import { createClient } from '../kafka/quiet-kafkajs.ts'
import { type LogEntry, readWholeLog } from '../kafka/testing/read-whole-log.ts'
import { SERVICE_NAMES, SERVICES, STREAMS } from './service-table.ts'
import { type RunningLibrary, startLibrary } from './start-library.ts'
import { truthOfLibrary } from './truth.ts'

const RUN_MS = 15_000

interface FirstRun {
  history: number
  recordsWhenOpen: number
  groups: { groupId: string; state: string; clients: string[] }[]
  openedAt: number
  stopMs: number
  socketsLeft: number
}

async function watchFirstRun(start: () => Promise<RunningLibrary>, admin: Admin): Promise<FirstRun> {
  const before = sockets()
  const library = await start()
  const openedAt = Date.now()
  try {
    const recordsWhenOpen = await recordsInLog(admin)
    await sleep(RUN_MS)
    const groups = await groupsOf(admin)
    const stoppedAt = Date.now()
    await library.stop()
    const stopMs = Date.now() - stoppedAt
    const { history } = library
    return { history, recordsWhenOpen, groups, openedAt, stopMs, socketsLeft: sockets() - before }
  } finally {
    await library.stop()
  }
}

describe('library on a real Kafka', () => {
  const problems: string[] = []
  let cluster: KafkaCluster
  let kafka: Kafka
  let admin: Admin
  let log: LogEntry[] = []
  let first: FirstRun

  const start = (rate: number): Promise<RunningLibrary> =>
    startLibrary({
      brokers: cluster.bootstrap,
      seed: 7,
      rate,
      report: (level, message) => level !== 'info' && problems.push(message),
    })

  beforeAll(async () => {
    cluster = await startKafka()
    kafka = createClient(cluster.bootstrap, 'library-test', () => undefined)
    admin = kafka.admin()
    await admin.connect()
    first = await watchFirstRun(() => start(40), admin)
    log = await readWholeLog(kafka, STREAMS)
  })

  afterAll(async () => {
    await admin?.disconnect()
    await cluster?.stop()
  })

  const of = (topic: string): LogEntry[] => log.filter((entry) => entry.topic === topic)
  const targetsOf = (topic: string): string[] => of(topic).map(({ value }) => JSON.parse(value ?? '').target)

  it('writes a day of history before it opens, and then goes on living', () => {
    expect(first.history).toBeGreaterThan(2_000)
    expect(first.recordsWhenOpen).toBeGreaterThanOrEqual(first.history)
    expect(log.length).toBeGreaterThan(first.history + (RUN_MS / 1_000) * 10)
    expect(problems).toEqual([])
  })

  it('runs each service as the one member of its own group', () => {
    expect(first.groups).toEqual(
      SERVICE_NAMES.map((name) => ({
        groupId: SERVICES[name].groupId,
        state: 'Stable',
        clients: [SERVICES[name].clientId],
      })),
    )
  })

  it('stops within two seconds and leaves no socket', () => {
    expect(first.stopMs).toBeLessThan(2_000)
    expect(first.socketsLeft).toBe(0)
  })

  it('has left its groups with every read partition committed', async () => {
    for (const name of SERVICE_NAMES) {
      const { groupId, reads } = SERVICES[name]
      const committed = await admin.fetchOffsets({ groupId })
      expect(committed.map(({ topic }) => topic).sort()).toEqual([...reads].sort())
      for (const { partitions } of committed)
        for (const { offset } of partitions) expect(Number(offset)).toBeGreaterThanOrEqual(0)
    }
    const { groups } = await admin.describeGroups(SERVICE_NAMES.map((name) => SERVICES[name].groupId))
    expect(groups.map(({ state }) => state)).toEqual(['Empty', 'Empty', 'Empty', 'Empty'])
  })

  it('cancels every refused rental once, as far as the rental service has committed', async () => {
    const committed = new Map<string, bigint>()
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId: SERVICES.rental.groupId }))
      for (const { partition, offset } of partitions) committed.set(`${topic}/${partition}`, BigInt(offset))
    const cancelled = targetsOf('rental.rental-cancelled')
    const refused = [...of('member.rental-rejected'), ...of('book.rental-rejected')]
      .filter((entry) => BigInt(entry.offset) < (committed.get(`${entry.topic}/${entry.partition}`) ?? 0n))
      .filter(({ at }) => at > first.openedAt)
      .map(({ key }) => key)
    expect(refused.length).toBeGreaterThan(10)
    expect(refused.filter((key) => !cancelled.includes(key))).toEqual([])
    expect(new Set(cancelled).size).toBe(cancelled.length)
  })

  it('keeps the ranking as an entity stream: ten books and their ranks, with tombstones for those that left', () => {
    const ranks = new Map<string, number>()
    for (const { key, value } of of('best-book.ranking')) {
      if (value === null) ranks.delete(key)
      else ranks.set(key, JSON.parse(value).rank)
    }
    expect([...ranks.values()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(of('best-book.ranking').some(({ value }) => value === null)).toBe(true)
  })

  it('leaves in the log the producer ids and headers that truth.json tells of', () => {
    for (const { topic, delivery, headers } of truthOfLibrary().writers) {
      const entries = of(topic)
      expect(entries.length, topic).toBeGreaterThan(0)
      const plain = entries.filter(({ producerId }) => producerId === '-1').length
      expect(plain, topic).toBe(delivery === 'plain' ? entries.length : 0)
      for (const entry of entries) expect(entry.headers, topic).toEqual(headers)
    }
  })

  it('keeps each key in one partition and its events in order', () => {
    const places = new Map<string, Set<number>>()
    for (const { topic, key, partition } of log) {
      const place = `${topic} ${key}`
      places.set(place, (places.get(place) ?? new Set()).add(partition))
    }
    expect([...places.values()].filter((partitions) => partitions.size > 1)).toEqual([])
    const rentedAt = new Map(of('rental.book-rented').map(({ key, at }) => [key, at]))
    for (const { key, at } of of('rental.book-returned'))
      expect(at).toBeGreaterThan(rentedAt.get(key) ?? Number.POSITIVE_INFINITY)
  })

  it('writes 64-bit numbers as JSON integers, and Korean beside English', () => {
    const values = of('rental.book-rented').map(({ value }) => value ?? '')
    for (const value of values) expect(value).toMatch(/"ledgerEntry":\d{18,19}[,}]/)
    expect(values.some((value) => /\p{Script=Hangul}/u.test(value))).toBe(true)
    expect(values.some((value) => !/\p{Script=Hangul}/u.test(value))).toBe(true)
  })

  it('goes on from what the log says after a restart: new numbers, old books come back', async () => {
    const rentedBefore = new Set(targetsOf('rental.book-rented'))
    const backBefore = new Set([
      ...targetsOf('rental.book-returned'),
      ...targetsOf('rental.rental-cancelled'),
    ])
    const library = await start(100)
    await sleep(8_000)
    await library.stop()
    expect(library.history).toBe(0)
    log = await readWholeLog(kafka, STREAMS)
    const rented = targetsOf('rental.book-rented')
    expect(rented.length).toBeGreaterThan(rentedBefore.size + 50)
    expect(new Set(rented).size).toBe(rented.length)
    const open = [...rentedBefore].filter((rental) => !backBefore.has(rental))
    const back = new Set([...targetsOf('rental.book-returned'), ...targetsOf('rental.rental-cancelled')])
    expect(open.length).toBeGreaterThan(50)
    expect(open.filter((rental) => back.has(rental)).length).toBeGreaterThan(20)
    expect((await admin.listGroups()).groups.filter(({ groupId }) => /restore/.test(groupId))).toEqual([])
    expect(problems).toEqual([])
  })

  it('stands still in one partition where the incident of a poisoned record is asked for', async () => {
    const library = await startLibrary({
      brokers: cluster.bootstrap,
      rate: 100,
      incident: 'poison',
      incidentAfterMs: 1_000,
      report: () => undefined,
    })
    await sleep(8_000)
    await library.stop()
    log = await readWholeLog(kafka, ['rental.book-rented'])
    const poison = log.find(({ key }) => key === 'R-POISON')
    const committed = await admin.fetchOffsets({
      groupId: SERVICES.book.groupId,
      topics: ['rental.book-rented'],
    })
    const parked = committed[0]?.partitions.find(({ partition }) => partition === poison?.partition)
    expect(parked?.offset).toBe(poison?.offset)
    const behind = log.filter(({ partition, offset }) => {
      return partition === poison?.partition && BigInt(offset) > BigInt(poison.offset)
    })
    expect(behind.length).toBeGreaterThan(2)
  })
})

function sockets(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length
}

async function recordsInLog(admin: Admin): Promise<number> {
  const offsets = await Promise.all(STREAMS.map((stream) => admin.fetchTopicOffsets(stream)))
  return offsets.flat().reduce((sum, { high }) => sum + Number(high), 0)
}

async function groupsOf(admin: Admin): Promise<FirstRun['groups']> {
  const { groups } = await admin.describeGroups(SERVICE_NAMES.map((name) => SERVICES[name].groupId))
  const place = new Map(SERVICE_NAMES.map((name, at) => [SERVICES[name].groupId as string, at]))
  return groups
    .map(({ groupId, state, members }) => ({
      groupId,
      state,
      clients: members.map(({ clientId }) => clientId),
    }))
    .sort((a, b) => (place.get(a.groupId) ?? 0) - (place.get(b.groupId) ?? 0))
}
