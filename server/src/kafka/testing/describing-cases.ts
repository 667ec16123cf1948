import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type CaseSubject, useSubject } from './case-subject.ts'
import { codesOf, onlyValue, valuesOf } from './outcomes.ts'

/** Clusters, topics, configuration and sizes. */
export function describingCases(open: () => Promise<CaseSubject>): void {
  const topic = `describe.${randomUUID()}`
  const unknown = `unknown.${randomUUID()}`
  const gateway = useSubject(open, async (seeder) => {
    await seeder.createTopic({ name: topic, partitions: 3, configs: { 'cleanup.policy': 'compact' } })
    await seeder.append(topic, 1, [{ timestamp: 1_000, key: 'k', value: 'v' }])
  })

  it('names the cluster, its brokers and a controller among them', async () => {
    const cluster = await gateway().describeCluster()
    expect(cluster.clusterId).toEqual(expect.stringMatching(/.+/))
    expect(cluster.brokers).toContainEqual(
      expect.objectContaining({
        id: cluster.controllerId,
        host: expect.any(String),
        port: expect.any(Number),
      }),
    )
  })

  it('tells the APIs of the broker that answered', async () => {
    const { broker, apis, features } = await gateway().describeApis()
    expect(broker).toMatch(/.+:\d+$/)
    expect(apis).toContainEqual({ key: 1, name: 'Fetch', min: expect.any(Number), max: expect.any(Number) })
    expect(features).toContainEqual({ name: 'metadata.version', level: expect.any(Number) })
  })

  it('describes the quorum with its leader among the voters', async () => {
    const quorum = await gateway().describeQuorum()
    expect(quorum.voters.map(({ id }) => id)).toContain(quorum.leaderId)
    expect(quorum.highWatermark).toBeGreaterThan(0n)
  })

  it('says that without an authorizer there are no permissions to see', async () => {
    await expect(gateway().describeAcls()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('no authorizer'),
    })
  })

  it('lists every topic, with partitions in order and a leader each', async () => {
    const topics = valuesOf(await gateway().describeTopics())
    const found = topics.find(({ name }) => name === topic)
    expect(found).toMatchObject({ internal: false, topicId: expect.stringMatching(/^[\w-]{22}$/) })
    expect(found?.partitions.map(({ partition }) => partition)).toEqual([0, 1, 2])
    for (const { leader, replicas, isr, offlineReplicas } of found?.partitions ?? []) {
      expect(replicas).toContain(leader)
      expect({ isr, offlineReplicas }).toEqual({ isr: replicas, offlineReplicas: [] })
    }
  })

  it('answers named topics in the order asked, an unknown or impossible name as an item', async () => {
    const outcomes = await gateway().describeTopics([unknown, topic, 'not a topic'])
    expect(codesOf(outcomes)).toEqual(['TOPIC_NOT_FOUND', null, 'TOPIC_NOT_FOUND'])
    expect(outcomes[0]).toMatchObject({ name: unknown, fault: { message: expect.stringContaining(unknown) } })
    expect(await gateway().describeTopics([])).toEqual([])
  })

  it('creates no topic by looking for it', async () => {
    await gateway().describeTopics([unknown])
    await gateway().listOffsets([{ topic: unknown, partition: 0, at: 'latest' }])
    const names = valuesOf(await gateway().describeTopics()).map(({ name }) => name)
    expect(names).not.toContain(unknown)
  })

  it('tells a setting’s source, what it would fall back to, and Kafka’s text', async () => {
    const options = { keys: ['cleanup.policy', 'retention.ms'], documentation: true }
    const { entries } = onlyValue(await gateway().describeTopicConfigs([topic], options))
    const policy = entries.find((entry) => entry.name === 'cleanup.policy')
    expect(policy).toMatchObject({ value: 'compact', source: 'topic', sensitive: false, type: 'list' })
    expect(policy?.documentation).toEqual(expect.stringMatching(/.{20}/))
    expect(policy?.synonyms[0]).toEqual({ name: 'cleanup.policy', value: 'compact', source: 'topic' })
    expect(policy?.synonyms.at(-1)).toEqual({
      name: 'log.cleanup.policy',
      value: 'delete',
      source: 'default',
    })
    expect(entries.map((entry) => entry.name).sort()).toEqual(['cleanup.policy', 'retention.ms'])
  })

  it('leaves documentation out unless asked, and answers an unknown topic as an item', async () => {
    const outcomes = await gateway().describeTopicConfigs([unknown, topic])
    expect(codesOf(outcomes)).toEqual(['TOPIC_NOT_FOUND', null])
    const [, known] = outcomes
    const entries = known?.ok ? known.value.entries : []
    expect(entries.length).toBeGreaterThan(5)
    expect(entries.every(({ documentation }) => documentation === null)).toBe(true)
  })

  it('tells the bytes of each replica', async () => {
    const replicas = valuesOf(await gateway().describeLogDirs()).flatMap((broker) => broker.replicas)
    const ours = replicas.filter((replica) => replica.topic === topic)
    expect(ours.map(({ partition }) => partition).sort()).toEqual([0, 1, 2])
    expect(ours.find(({ partition }) => partition === 1)?.bytes).toBeGreaterThan(0n)
    expect(ours.find(({ partition }) => partition === 0)?.bytes).toBe(0n)
  })
}
