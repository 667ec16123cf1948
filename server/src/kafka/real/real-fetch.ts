import type { CallScope } from '../call-scope.ts'
import type { FetchedPartition, FetchOptions, FetchPartition, Outcome, TopicPartitionId } from '../gateway.ts'
import { askLeaders, type LeaderAnswer } from './ask-leaders.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { byTopic, distinctRounds, indexAnswers } from './distinct-rounds.ts'
import { isStaleLeader, KAFKA, partitionFault } from './error-codes.ts'
import type { FetchAnswerPartition, FetchAsk } from './fetch-codec.ts'
import { FETCH } from './wire-apis.ts'

/** Partitions a request; each costs the broker a read. */
const MAX_PARTITIONS = 1_000

export async function fetchRecords(
  client: BrokerClient,
  map: ClusterMap,
  requests: readonly FetchPartition[],
  options: FetchOptions,
  scope: CallScope,
): Promise<Outcome<FetchedPartition, TopicPartitionId>[]> {
  const questions = requests.map((request) => ({ ...request }))
  return await askLeaders(
    map,
    questions,
    async (leader, group, inner) => await fetchFrom(client, leader, group, options, inner),
    scope,
  )
}

async function fetchFrom(
  client: BrokerClient,
  leader: BrokerNode,
  group: FetchPartition[],
  options: FetchOptions,
  scope: CallScope,
): Promise<LeaderAnswer<FetchedPartition>[]> {
  const answers = new Map<FetchPartition, LeaderAnswer<FetchedPartition>>()
  await Promise.all(
    distinctRounds(group, MAX_PARTITIONS).map(async (round) => {
      const ask: FetchAsk = {
        // The broker must stop waiting before the caller does, or its answer and the connection are lost.
        maxWaitMs: Math.floor(Math.min(options.maxWaitMs, scope.remainingMs() / 2)),
        maxBytes: options.maxBytes,
        readCommitted: options.isolation === 'read_committed',
        topics: byTopic(round, ({ partition, offset, maxBytes }) => ({ partition, offset, maxBytes })),
      }
      const reply = await client.callLeased(leader, FETCH, [ask], scope, {
        kind: options.patient ? 'patient' : 'brief',
        memory: options.memory ?? null,
      })
      const found = indexAnswers(reply.topics, ({ partition }) => partition)
      for (const request of round) answers.set(request, toAnswer(request, found(request), reply.errorCode))
    }),
  )
  return group.map((request) => answers.get(request) ?? toAnswer(request, undefined, 0))
}

function toAnswer(
  request: FetchPartition,
  answer: FetchAnswerPartition | undefined,
  requestError: number,
): LeaderAnswer<FetchedPartition> {
  const code = answer?.errorCode ?? (requestError === 0 ? KAFKA.unknownTopicOrPartition : requestError)
  if (answer !== undefined && code === 0) return { ok: true, value: toFetched(request, answer) }
  const fault = partitionFault(code, request, 'Read', request.offset)
  return { ok: false, fault, moved: isStaleLeader(code) }
}

function toFetched({ topic, partition }: TopicPartitionId, answer: FetchAnswerPartition): FetchedPartition {
  const { logStart, highWatermark, lastStable, aborted, records } = answer
  return { topic, partition, logStart, highWatermark, lastStable, aborted, records }
}
