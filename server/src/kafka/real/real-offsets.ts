import type { CallScope } from '../call-scope.ts'
import { notSupported } from '../faults.ts'
import type {
  IsolationLevel,
  OffsetAnswer,
  OffsetPosition,
  OffsetQuery,
  Outcome,
  TopicPartitionId,
} from '../gateway.ts'
import { askLeaders, type LeaderAnswer } from './ask-leaders.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { byTopic, distinctRounds, indexAnswers } from './distinct-rounds.ts'
import { isStaleLeader, KAFKA, partitionFault } from './error-codes.ts'
import { LIST_OFFSETS, LIST_OFFSETS_MAX_TIMESTAMP } from './wire-apis.ts'

const CONSUMER = -1
const UNKNOWN_EPOCH = -1
const AT = { latest: -1n, earliest: -2n, 'max-timestamp': -3n } as const
/** Keeps one request's work on a broker short; several are in flight at once. */
const MAX_PARTITIONS = 4_000

type Answer = LeaderAnswer<OffsetAnswer>

export async function listOffsets(
  client: BrokerClient,
  map: ClusterMap,
  queries: readonly OffsetQuery[],
  isolation: IsolationLevel,
  scope: CallScope,
): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
  // The same query object may come twice; each place wants its own answer.
  const questions = queries.map((query) => ({ ...query }))
  return await askLeaders(
    map,
    questions,
    async (leader, group, inner) => await askOffsets(client, leader, group, isolation, inner),
    scope,
  )
}

async function askOffsets(
  client: BrokerClient,
  leader: BrokerNode,
  queries: OffsetQuery[],
  isolation: IsolationLevel,
  scope: CallScope,
): Promise<Answer[]> {
  const knowsMax = await client.speaks(leader, LIST_OFFSETS, LIST_OFFSETS_MAX_TIMESTAMP, scope)
  const asked = queries.filter(({ at }) => knowsMax || at !== 'max-timestamp')
  const answers = new Map<OffsetQuery, Answer>()
  const level = isolation === 'read_committed' ? 1 : 0
  await Promise.all(
    distinctRounds(asked, MAX_PARTITIONS).map(async (round) => {
      const topics = byTopic(round, ({ partition, at }) => ({
        partitionIndex: partition,
        currentLeaderEpoch: UNKNOWN_EPOCH,
        timestamp: toTimestamp(at),
      }))
      const reply = await client.call(leader, LIST_OFFSETS, [CONSUMER, level, topics], scope)
      const found = indexAnswers(reply.topics, ({ partitionIndex }) => partitionIndex)
      for (const query of round) answers.set(query, toAnswer(query, found(query)))
    }),
  )
  return queries.map((query) => answers.get(query) ?? tooOld())
}

function toTimestamp(at: OffsetPosition): bigint {
  if (typeof at === 'string') return AT[at]
  // Negative times are Kafka's markers for the positions above; no record is older than 0.
  return at.timestamp < 0n ? 0n : at.timestamp
}

interface FoundOffset {
  errorCode: number
  offset: bigint
  timestamp: bigint
}

function toAnswer(query: OffsetQuery, found: FoundOffset | undefined): Answer {
  const { topic, partition } = query
  const code = found?.errorCode ?? KAFKA.unknownTopicOrPartition
  if (found === undefined || code !== 0) {
    return { ok: false, fault: partitionFault(code, query, 'Describe'), moved: isStaleLeader(code) }
  }
  const { offset, timestamp } = found
  const none = offset < 0n
  const value = {
    topic,
    partition,
    offset: none ? null : offset,
    timestamp: none || timestamp < 0n ? null : timestamp,
  }
  return { ok: true, value }
}

function tooOld(): Answer {
  return { ok: false, fault: notSupported('The offset of the highest timestamp', '3.0'), moved: false }
}
