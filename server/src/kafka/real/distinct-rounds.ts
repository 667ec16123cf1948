import type { TopicPartitionId } from '../gateway.ts'

/** Splits questions into requests that name each partition once, as Kafka wants, and hold at most `max` of them. */
export function distinctRounds<Q extends TopicPartitionId>(questions: readonly Q[], max: number): Q[][] {
  const rounds: Q[][] = []
  const topics = new Map<string, Map<number, number>>()
  for (const question of questions) {
    const { topic, partition } = question
    const next = topics.get(topic) ?? new Map<number, number>()
    if (next.size === 0) topics.set(topic, next)
    let index = next.get(partition) ?? 0
    while ((rounds[index]?.length ?? 0) >= max) index += 1
    next.set(partition, index + 1)
    const round = rounds[index]
    if (round === undefined) rounds.push([question])
    else round.push(question)
  }
  return rounds
}

/** The partitions of one request under their topics, as the protocol nests them. */
export function byTopic<Q extends TopicPartitionId, P>(
  questions: readonly Q[],
  toPartition: (question: Q) => P,
): { name: string; partitions: P[] }[] {
  const topics = new Map<string, P[]>()
  for (const question of questions) {
    const partitions = topics.get(question.topic)
    if (partitions === undefined) topics.set(question.topic, [toPartition(question)])
    else partitions.push(toPartition(question))
  }
  return [...topics].map(([name, partitions]) => ({ name, partitions }))
}

/** Answers of one request by topic and partition. */
export function indexAnswers<P>(
  topics: readonly { name: string; partitions: readonly P[] }[],
  partitionOf: (answer: P) => number,
): (question: TopicPartitionId) => P | undefined {
  const found = new Map<string, Map<number, P> | readonly P[]>()
  for (const { name, partitions } of topics) {
    const known = found.get(name)
    // A topic is mostly told once, with all of its partitions in the order of their numbers: that needs no index.
    const plain = known === undefined && partitions.every((answer, at) => partitionOf(answer) === at)
    if (plain) found.set(name, partitions)
    else found.set(name, indexed(known, partitions, partitionOf))
  }
  return ({ topic, partition }) => {
    const answers = found.get(topic)
    return answers instanceof Map ? answers.get(partition) : answers?.[partition]
  }
}

function indexed<P>(
  known: Map<number, P> | readonly P[] | undefined,
  partitions: readonly P[],
  partitionOf: (answer: P) => number,
): Map<number, P> {
  const index = known instanceof Map ? known : new Map(known?.map((answer, at) => [at, answer]))
  for (const answer of partitions) index.set(partitionOf(answer), answer)
  return index
}
