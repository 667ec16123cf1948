import type { CallScope } from '../call-scope.ts'
import { brokerTimeout, noLeader, partitionNotFound, topicNotFound } from '../faults.ts'
import type { Outcome, TopicPartitionId } from '../gateway.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'

/** What one leader says of one question; `moved`: it does not lead (any more), so it is worth asking for the leader anew. */
export type LeaderAnswer<A> = { ok: true; value: A } | { ok: false; fault: KafkaFault; moved: boolean }

/** Answers each question of one leader, in order. May reject with a {@link KafkaFault}, which is then that of each. */
export type AskLeader<Q, A> = (
  leader: BrokerNode,
  questions: Q[],
  scope: CallScope,
) => Promise<LeaderAnswer<A>[]>

/** Pause before the leader is asked for anew: an election takes a moment. */
const ELECTION_MS = 150

/**
 * Puts each question to the leader of its partition, leaders in parallel. A question whose leader moved or cannot be
 * reached is put once more to the leader of fresh metadata. What fails is the item's own fault: the others stand.
 */
export async function askLeaders<Q extends TopicPartitionId, A>(
  map: ClusterMap,
  questions: readonly Q[],
  ask: AskLeader<Q, A>,
  scope: CallScope,
): Promise<Outcome<A, TopicPartitionId>[]> {
  const answers = new Map<Q, LeaderAnswer<A>>()
  await askOnce(map, questions, ask, scope, answers)
  const moved = questions.filter((question) => isMoved(answers.get(question)))
  if (moved.length > 0 && scope.remainingMs() > ELECTION_MS) {
    await retry(map, moved, ask, scope, answers)
  }
  return questions.map((question): Outcome<A, TopicPartitionId> => {
    const { topic, partition } = question
    const answer = answers.get(question)
    if (answer?.ok) return { ok: true, value: answer.value }
    return { ok: false, topic, partition, fault: answer?.fault ?? partitionNotFound(topic, partition, null) }
  })
}

async function retry<Q extends TopicPartitionId, A>(
  map: ClusterMap,
  moved: readonly Q[],
  ask: AskLeader<Q, A>,
  scope: CallScope,
  answers: Map<Q, LeaderAnswer<A>>,
): Promise<void> {
  try {
    const since = performance.now()
    await scope.sleep(ELECTION_MS, () => brokerTimeout('The cluster', 'Metadata', scope.timeoutMs))
    await askOnce(map, moved, ask, scope, answers, since)
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    // Without any good answer the reason why no broker can be reached is worth more than each partition's own.
    const any = [...answers.values()].some(({ ok }) => ok)
    if (!any && (error.code === 'CLUSTER_UNREACHABLE' || error.code === 'AUTHENTICATION_FAILED')) throw error
  }
}

async function askOnce<Q extends TopicPartitionId, A>(
  map: ClusterMap,
  questions: readonly Q[],
  ask: AskLeader<Q, A>,
  scope: CallScope,
  answers: Map<Q, LeaderAnswer<A>>,
  after?: number,
): Promise<void> {
  const topics = questions.map(({ topic }) => topic)
  const routes = await map.routes(topics, scope, after)
  const fresh = after !== undefined
  const byLeader = new Map<number, Q[]>()
  for (const question of questions) {
    const { topic, partition } = question
    const route = routes.get(topic)
    const fault = route === undefined ? topicNotFound(topic) : route
    if (fault instanceof KafkaFault) {
      answers.set(question, { ok: false, fault, moved: false })
      continue
    }
    const leader = fault.leaders.get(partition)
    if (leader === undefined || leader === null) {
      const missing =
        leader === null ? noLeader(topic, partition) : partitionNotFound(topic, partition, fault.leaders.size)
      answers.set(question, { ok: false, fault: missing, moved: !fresh })
      continue
    }
    const group = byLeader.get(leader)
    if (group === undefined) byLeader.set(leader, [question])
    else group.push(question)
  }
  await Promise.all(
    [...byLeader].map(async ([id, group]) => {
      const replies = await askOne(map, id, group, ask, scope)
      for (const [index, question] of group.entries()) {
        const reply = replies[index]
        if (reply !== undefined) answers.set(question, reply)
      }
    }),
  )
}

async function askOne<Q extends TopicPartitionId, A>(
  map: ClusterMap,
  id: number,
  group: Q[],
  ask: AskLeader<Q, A>,
  scope: CallScope,
): Promise<LeaderAnswer<A>[]> {
  const leader = map.broker(id)
  if (leader === null) {
    return group.map(({ topic, partition }) => ({
      ok: false,
      fault: noLeader(topic, partition),
      moved: true,
    }))
  }
  try {
    return await ask(leader, group, scope)
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    const moved = error.code === 'CLUSTER_UNREACHABLE'
    return group.map(() => ({ ok: false, fault: error, moved }))
  }
}

function isMoved<A>(answer: LeaderAnswer<A> | undefined): boolean {
  return answer !== undefined && !answer.ok && answer.moved
}
