import {
  quickGroups,
  startConsoleConsumer,
  startShareConsumer,
} from '@sluice/demo/kafka/console-consumers.ts'
import type { JavaProgram } from '@sluice/demo/kafka/java-program.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startStreamsApp } from '@sluice/demo/kafka/streams-app.ts'
import type { KafkaGateway } from '../gateway.ts'
import { createRealGateway } from '../real/real-gateway.ts'
import { createRealWriter } from '../real/real-writer.ts'
import type { KafkaWriter } from '../writer.ts'
import type { ClusterSeeder } from './cluster-seeder.ts'
import { joinAsConnectWorker } from './connect-worker.ts'
import { connectionTo } from './connection-to.ts'
import { codesOf, onlyValue, valuesOf } from './outcomes.ts'
import { createRealSeeder } from './real-seeder.ts'
import { commitInTransaction } from './transactional-committer.ts'
import { until } from './until.ts'

const DEADLINE_MS = 30_000

/** A cluster with a group of every kind that there is, each by the program that makes such groups, and all of them at rest. */
export interface GroupKindsStage {
  kafka: KafkaCluster
  gateway: KafkaGateway
  writer: KafkaWriter
  seeder: ClusterSeeder
  /** What the cluster answered before it ever had a group, and the topics it had then. */
  untouched: { commits: number; described: (string | null)[]; topics: string[] }
  /** How many the gateway has sent so far. */
  requests(): number
  stop(): Promise<void>
}

/** What has started is ended too where something behind it fails. */
export async function startGroupKinds(): Promise<GroupKindsStage> {
  const endings: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  try {
    return await start(endings, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(endings: (() => Promise<void>)[], stop: () => Promise<void>): Promise<GroupKindsStage> {
  const kafka = await startKafka({ properties: quickGroups })
  endings.push(() => kafka.stop())
  let sent = 0
  const gateway = createRealGateway(connectionTo(kafka.bootstrap, { onRequest: () => void sent++ }))
  const writer = createRealWriter(connectionTo(kafka.bootstrap))
  endings.push(
    () => gateway.close(),
    () => writer.close(),
  )
  const untouched = await lookAtEmpty(gateway)
  const seeder = await createRealSeeder(kafka.bootstrap)
  endings.push(() => seeder.close())
  const running: Pick<JavaProgram, 'stop'>[] = []
  endings.push(async () => void (await Promise.all(running.map((program) => program.stop()))))
  const stage = { kafka, gateway, writer, seeder, untouched, requests: () => sent, stop }
  await seedTopics(seeder)
  await startGroups(stage, running)
  await settled(gateway)
  return stage
}

async function lookAtEmpty(gateway: KafkaGateway): Promise<GroupKindsStage['untouched']> {
  const [commits] = valuesOf(await gateway.listGroupOffsets(['nobody']))
  const described = codesOf(await gateway.describeGroups([{ group: 'nobody', kind: 'classic' }]))
  const topics = valuesOf(await gateway.describeTopics()).map(({ name }) => name)
  return { commits: commits?.topics.length ?? -1, described, topics }
}

async function seedTopics(seeder: ClusterSeeder): Promise<void> {
  await seeder.createTopic({ name: 'in', partitions: 2 })
  await seeder.createTopic({ name: 'out', partitions: 2 })
  await seeder.createTopic({ name: 'gone', partitions: 1 })
  const records = Array.from({ length: 7 }, (_, index) => ({ timestamp: 1_000, value: `v${index}` }))
  await seeder.append('in', 0, records)
  await seeder.transaction('in', 1, records.slice(0, 2), 'commit')
}

async function startGroups(stage: GroupKindsStage, running: Pick<JavaProgram, 'stop'>[]): Promise<void> {
  const { bootstrap } = stage.kafka
  const started = async (program: Promise<Pick<JavaProgram, 'stop'>>) => void running.push(await program)
  const copier = { group: 'transactional', topic: 'in', transactionalId: 'copier' }
  const reader = (protocol: 'classic' | 'consumer') =>
    startConsoleConsumer(bootstrap, { group: `console-${protocol}`, topic: 'in', protocol })
  // Waits for each: what has started is ended too where another of them fails.
  const outcomes = await Promise.allSettled([
    started(reader('classic')),
    started(reader('consumer')),
    started(startShareConsumer(bootstrap, { group: 'console-share', topic: 'in' })),
    started(startStreamsApp(bootstrap, { application: 'streams-app', input: 'in', output: 'out' })),
    commitInTransaction(bootstrap, stage, copier),
    joinAsConnectWorker(bootstrap[0] ?? '', 'connect-sink'),
    commitByHand(stage),
  ])
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}

async function commitByHand({ seeder, writer }: GroupKindsStage): Promise<void> {
  const at = (topic: string, partition: number, offset: bigint) => {
    return { topic, partition, offset, leaderEpoch: 0, metadata: 'by hand' }
  }
  await writer.commitGroupOffsets('standalone', [at('in', 0, 4n), at('in', 1, 0n)])
  await writer.commitGroupOffsets('left-over', [at('gone', 0, 0n), at('in', 0, 1n)])
  await seeder.deleteTopic('gone')
}

/** Until every group that reads has read all there is and said so. */
async function settled(gateway: KafkaGateway): Promise<void> {
  const readers = ['console-classic', 'console-consumer', 'streams-app']
  const behind = async () => {
    const offsets = valuesOf(await gateway.listGroupOffsets(readers))
    const share = onlyValue(await gateway.listShareOffsets(['console-share']))
    const partitions = offsets.map(({ topics }) => topics.find(({ topic }) => topic === 'in')?.partitions)
    const lags = share.topics.flatMap((topic) => topic.partitions.map(({ lag }) => lag))
    return [
      ...partitions.map((found) => found?.length === 2),
      lags.length === 2 && lags.every((lag) => lag === 0n),
    ]
  }
  await until(behind, (done) => done.every(Boolean), DEADLINE_MS)
}
