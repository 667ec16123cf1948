import type { ItemFault, Maybe } from '@sluice/shared/errors'
import type { ConfigEntry, TopicDetail, TopicPartition } from '@sluice/shared/topics'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway, PartitionDescription, TopicDescription } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { collectFaults } from './collect-faults.ts'
import type { LogSizes } from './log-sizes.ts'
import type { TopicCatalog } from './topic-catalog.ts'
import { type OffsetReader, readOffsets } from './topic-offsets.ts'

export interface DescribeTopicDeps {
  gateway: KafkaGateway
  catalog: TopicCatalog
  now?: () => number
}

interface Sources {
  logStart: OffsetReader
  logEnd: OffsetReader
  lastStable: OffsetReader
  logSizes: LogSizes
}

/** One topic, read anew; only the sizes come from the catalog's last reading, since a broker tells them all or none. */
export async function describeTopic(
  { gateway, catalog, now = Date.now }: DescribeTopicDeps,
  name: string,
  signal?: AbortSignal,
): Promise<TopicDetail> {
  const asOf = now()
  const topic = await readTopic(gateway, name, signal)
  const [logStart, [logEnd, lastStable], config, { value: logSizes }] = await Promise.all([
    readOffsets(gateway, [topic], 'logStart', signal),
    readEnds(gateway, topic, signal),
    readConfig(gateway, name, signal),
    catalog.sizes(),
  ])
  const sources = { logStart, logEnd, lastStable, logSizes }
  return {
    name: topic.name,
    topicId: topic.topicId,
    internal: topic.internal,
    partitions: [...topic.partitions]
      .sort((a, b) => a.partition - b.partition)
      .map((partition) => toPartition(name, partition, sources)),
    config,
    asOf,
  }
}

async function readTopic(
  gateway: KafkaGateway,
  name: string,
  signal?: AbortSignal,
): Promise<TopicDescription> {
  const [outcome] = await gateway.describeTopics([name], signal === undefined ? {} : { signal })
  if (outcome === undefined) throw new AppError('TOPIC_NOT_FOUND', `There is no topic named ${name}.`)
  if (!outcome.ok) throw outcome.fault
  return outcome.value
}

/**
 * The last stable offset is asked after the end and cut to it: only then does a lower one prove an open transaction,
 * and not records that were written between the two questions.
 */
async function readEnds(
  gateway: KafkaGateway,
  topic: TopicDescription,
  signal?: AbortSignal,
): Promise<[logEnd: OffsetReader, lastStable: OffsetReader]> {
  const logEnd = await readOffsets(gateway, [topic], 'logEnd', signal)
  const lastStable = await readOffsets(gateway, [topic], 'lastStable', signal)
  const cut: OffsetReader = (name, partition) => {
    const [end, stable] = [logEnd(name, partition), lastStable(name, partition)]
    return typeof end === 'bigint' && typeof stable === 'bigint' && stable > end ? end : stable
  }
  return [logEnd, cut]
}

async function readConfig(
  gateway: KafkaGateway,
  name: string,
  signal?: AbortSignal,
): Promise<Maybe<ConfigEntry[]>> {
  try {
    const options = { documentation: true, ...(signal === undefined ? {} : { signal }) }
    const [outcome] = await gateway.describeTopicConfigs([name], options)
    if (outcome?.ok) return { available: true, value: outcome.value.entries.toSorted(byName) }
    const fault: ItemFault =
      outcome === undefined
        ? { code: 'INTERNAL', message: 'The broker told no configuration for this topic.' }
        : toItemFault(outcome.fault)
    return { available: false, fault }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return { available: false, fault: toItemFault(error) }
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}

function toPartition(topic: string, described: PartitionDescription, sources: Sources): TopicPartition {
  const { partition, leader } = described
  const faults: ItemFault[] = []
  const wire = (figure: bigint | ItemFault): string | null => {
    if (typeof figure === 'bigint') return figure.toString()
    faults.push(figure)
    return null
  }
  return {
    partition,
    leader,
    leaderEpoch: described.leaderEpoch,
    replicas: described.replicas,
    isr: described.isr,
    offlineReplicas: described.offlineReplicas,
    logStart: wire(sources.logStart(topic, partition)),
    logEnd: wire(sources.logEnd(topic, partition)),
    lastStable: wire(sources.lastStable(topic, partition)),
    bytes: wire(sources.logSizes.of(leader, topic, partition)),
    faults: collectFaults(faults),
  }
}
