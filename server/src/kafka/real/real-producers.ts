import type { describeProducersV0 } from '@platformatic/kafka'
import type { CallScope } from '../call-scope.ts'
import type { Outcome, TopicPartitionId } from '../gateway.ts'
import type { PartitionProducers, ProducerDescription } from '../transactions.ts'
import { askLeaders, type LeaderAnswer } from './ask-leaders.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { byTopic, distinctRounds, indexAnswers } from './distinct-rounds.ts'
import { isStaleLeader, KAFKA, partitionFault } from './error-codes.ts'
import { DESCRIBE_PRODUCERS } from './wire-apis.ts'

/** Each may have thousands of producers. */
const MAX_PARTITIONS = 500

type Answer = LeaderAnswer<PartitionProducers>
type WirePartition = describeProducersV0.DescribeProducersResponsePartition

export async function describeProducers(
  client: BrokerClient,
  map: ClusterMap,
  partitions: readonly TopicPartitionId[],
  scope: CallScope,
): Promise<Outcome<PartitionProducers, TopicPartitionId>[]> {
  const questions = partitions.map(({ topic, partition }) => ({ topic, partition }))
  return await askLeaders(
    map,
    questions,
    async (leader, group, inner) => await askProducers(client, leader, group, inner),
    scope,
  )
}

async function askProducers(
  client: BrokerClient,
  leader: BrokerNode,
  group: TopicPartitionId[],
  scope: CallScope,
): Promise<Answer[]> {
  const answers = new Map<TopicPartitionId, Answer>()
  await Promise.all(
    distinctRounds(group, MAX_PARTITIONS).map(async (round) => {
      const topics = byTopic(round, ({ partition }) => partition).map(({ name, partitions }) => ({
        name,
        partitionIndexes: partitions,
      }))
      const reply = await client.callLeased(leader, DESCRIBE_PRODUCERS, [topics], scope)
      const found = indexAnswers(reply.topics, ({ partitionIndex }) => partitionIndex)
      for (const question of round) answers.set(question, toAnswer(question, found(question)))
    }),
  )
  return group.map((question) => answers.get(question) ?? toAnswer(question, undefined))
}

function toAnswer({ topic, partition }: TopicPartitionId, found: WirePartition | undefined): Answer {
  const code = found?.errorCode ?? KAFKA.unknownTopicOrPartition
  if (found === undefined || code !== 0) {
    const fault = partitionFault(code, { topic, partition }, 'Read')
    return { ok: false, fault, moved: isStaleLeader(code) }
  }
  return { ok: true, value: { topic, partition, producers: found.activeProducers.map(toProducer) } }
}

/** The protocol says −1 for what there is not. */
function toProducer(wire: WirePartition['activeProducers'][number]): ProducerDescription {
  const { producerId, producerEpoch, lastSequence, lastTimestamp, coordinatorEpoch } = wire
  return {
    producerId,
    producerEpoch,
    lastSequence: lastSequence < 0 ? null : lastSequence,
    lastTimestamp,
    coordinatorEpoch: coordinatorEpoch < 0 ? null : coordinatorEpoch,
    transactionStart: wire.currentTxnStartOffset < 0n ? null : wire.currentTxnStartOffset,
  }
}
