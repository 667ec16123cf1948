import type { KafkaGateway } from '#kafka/gateway.ts'
import type { CollectContext, Observation } from '../../evidence.ts'

/** What a collector may use, on this gateway; topics are read anew each time. */
export function contextOf(gateway: KafkaGateway, given: Partial<CollectContext> = {}): CollectContext {
  return {
    cluster: 'test',
    gateway,
    board: null,
    now: Date.now,
    topics: async (signal) => {
      const outcomes = await gateway.describeTopics(undefined, { signal })
      return outcomes.flatMap((outcome) => {
        if (!outcome.ok) return []
        const { name, internal, partitions } = outcome.value
        return [{ name, internal, partitions: partitions.map(({ partition }) => partition) }]
      })
    },
    ...given,
  }
}

/** Each piece as one line, sorted, with those of the named facts that it has. */
export function told(observations: readonly Observation[], facts: readonly string[] = []): string[] {
  return observations
    .map((one) =>
      [
        `${one.subject} ${one.relation} ${one.object}`,
        ...facts.flatMap((fact) => (one.facts[fact] === undefined ? [] : [`${fact}=${one.facts[fact]}`])),
      ].join(' '),
    )
    .sort()
}
