import { type Admin, AssignerProtocol, type Kafka } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kafkaTool } from '../../kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '../../kafka/start-kafka.ts'
import { createClient } from '../kafka/quiet-kafkajs.ts'
import { type LogEntry, readWholeLog } from '../kafka/testing/read-whole-log.ts'
import type { Truth, Writer } from '../truth.ts'
import type { SystemPlan } from './plan/system-plan.ts'
import { type RunningSynthetic, startSynthetic } from './start-synthetic.ts'

/** As many as it takes for one of every kind. */
const SIZE = { services: 30, topics: 48, everyMs: 400, seed: 3 }

interface GroupSeen {
  groupId: string
  members: string[]
  topics: string[]
}

describe('a synthetic system on a real Kafka', () => {
  const problems: string[] = []
  let cluster: KafkaCluster
  let kafka: Kafka
  let admin: Admin
  let plan: SystemPlan
  let truth: Truth
  let groups: GroupSeen[] = []
  let log: LogEntry[] = []
  let stopMs = 0

  const start = (): Promise<RunningSynthetic> =>
    startSynthetic({
      ...SIZE,
      brokers: cluster.bootstrap,
      report: (level, message) => level !== 'info' && problems.push(message),
    })

  beforeAll(async () => {
    cluster = await startKafka()
    kafka = createClient(cluster.bootstrap, 'synthetic-test', () => undefined)
    admin = kafka.admin()
    await admin.connect()
    const running = await start()
    ;({ plan, truth } = running)
    groups = await groupsOf(admin)
    const asked = Date.now()
    await running.stop()
    stopMs = Date.now() - asked
    log = await readWholeLog(
      kafka,
      plan.topics.map(({ topic }) => topic),
    )
  })

  afterAll(async () => {
    await admin?.disconnect()
    await cluster?.stop()
  })

  it('has made the topics of its plan', async () => {
    const { topics } = await admin.fetchTopicMetadata({ topics: plan.topics.map(({ topic }) => topic) })
    const made = topics.map(({ name, partitions }) => ({ topic: name, partitions: partitions.length }))
    expect(made.sort(byTopic)).toEqual(plan.topics.toSorted(byTopic))
    expect(problems).toEqual([])
  })

  it('has written every produce edge of its truth, and no other, each in its kind and under its name', () => {
    const seen = new Set(log.map(({ topic, ...entry }) => `${topic}: ${JSON.stringify(traceIn(entry))}`))
    const told = new Set(truth.writers.map((writer) => `${writer.topic}: ${JSON.stringify(traceOf(writer))}`))
    expect([...seen].sort()).toEqual([...told].sort())
  })

  it('has exactly the consume edges of its truth: a member where it is live, and commits where it is gone', () => {
    const byGroup = Map.groupBy(truth.readers, ({ groupId }) => groupId)
    const told = [...byGroup].map(([groupId, readers]) => ({
      groupId,
      members: readers[0]?.live ? [readers[0].clientId] : [],
      topics: readers.map(({ topic }) => topic).sort(),
    }))
    expect(groups).toEqual(told.sort(byName))
    expect(told.some(({ members }) => members.length === 0)).toBe(true)
  })

  it('has let every flow of its truth happen: what a group reads comes out under the same key', () => {
    const keysOf = Map.groupBy(log, ({ topic }) => topic)
    for (const { groupId, output } of truth.flows) {
      const reads = truth.readers.filter((reader) => reader.groupId === groupId)
      const read = new Set(reads.flatMap(({ topic }) => (keysOf.get(topic) ?? []).map(({ key }) => key)))
      const moved = (keysOf.get(output) ?? []).filter(({ key }) => read.has(key))
      expect(moved.length, `${groupId} to ${output}`).toBeGreaterThan(0)
    }
  })

  it('ends in seconds, with every group left and no transaction open', async () => {
    expect(stopMs).toBeLessThan(8_000)
    for (const { members } of await groupsOf(admin)) expect(members).toEqual([])
    const { stdout } = await kafkaTool(cluster.bootstrap, 'TransactionsCommand', ['list'])
    const [, ...rows] = stdout.trim().split('\n')
    const ids = truth.writers.flatMap(({ transactionalId }) => transactionalId ?? [])
    expect(rows.map((row) => row.split(/\s+/)[0]).sort()).toEqual([...new Set(ids)].sort())
    for (const row of rows) expect(row).toMatch(/Complete(Commit|Abort)|Empty/)
  })

  it('refuses to write to topics that somebody else may have made', async () => {
    await expect(start()).rejects.toThrow(/48 of its topics are there already/)
  })
})

interface Trace {
  kind: 'plain' | 'idempotent' | 'transactional'
  headers: string[]
  names: string | null
}

const IDENTITY_HEADERS = ['source', 'producer', 'app', 'ce_source']

/** What a record gives away of who wrote it. */
function traceIn({ producerId, inTransaction, headers, headerValues }: Omit<LogEntry, 'topic'>): Trace {
  const identity = headers.find((name) => IDENTITY_HEADERS.includes(name))
  const idempotent = producerId !== '-1'
  return {
    kind: inTransaction ? 'transactional' : idempotent ? 'idempotent' : 'plain',
    headers,
    names: identity === undefined ? null : `${identity}=${headerValues[identity]}`,
  }
}

function traceOf({ delivery, headers, identity }: Writer): Trace {
  return { kind: delivery, headers, names: identity && `${identity.header}=${identity.value}` }
}

async function groupsOf(admin: Admin): Promise<GroupSeen[]> {
  const { groups: listed } = await admin.listGroups()
  const ids = listed.map(({ groupId }) => groupId).filter((groupId) => !groupId.startsWith('reader-'))
  const { groups } = await admin.describeGroups(ids)
  const seen = groups.map(async ({ groupId, members }) => {
    const assigned = members.flatMap(({ memberAssignment }) =>
      Object.keys(AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {}),
    )
    const committed = await admin.fetchOffsets({ groupId })
    const topics = members.length > 0 ? assigned : committed.map(({ topic }) => topic)
    return { groupId, members: members.map(({ clientId }) => clientId), topics: topics.sort() }
  })
  return (await Promise.all(seen)).sort(byName)
}

function byTopic(one: { topic: string }, other: { topic: string }): number {
  return one.topic < other.topic ? -1 : 1
}

function byName(one: { groupId: string }, other: { groupId: string }): number {
  return one.groupId < other.groupId ? -1 : 1
}
