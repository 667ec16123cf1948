import type { TopicPartitionId } from '../gateway.ts'

/** Splits questions into requests that name each partition once, as Kafka wants, and hold at most `max` of them. */
export function distinctRounds<Q extends TopicPartitionId>(questions: readonly Q[], max: number): Q[][] {
  const rounds: Q[][] = []
  const next = new Map<string, number>()
  for (const question of questions) {
    const key = `${question.topic}/${question.partition}`
    let index = next.get(key) ?? 0
    while ((rounds[index]?.length ?? 0) >= max) index += 1
    next.set(key, index + 1)
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
  const found = new Map<string, P>()
  for (const { name, partitions } of topics) {
    for (const answer of partitions) found.set(`${name}/${partitionOf(answer)}`, answer)
  }
  return ({ topic, partition }) => found.get(`${topic}/${partition}`)
}
