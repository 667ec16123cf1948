import { entityId } from '@sluice/shared/topology-evidence'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { PartitionProducers, ProducerDescription } from '#kafka/transactions.ts'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import { nameOf, PartitionTurns } from './partition-turns.ts'
import type { SessionBook } from './session-book.ts'
import { TopicFaults, unavailable } from './topic-faults.ts'

const EVERY_MS = 10_000
const DEADLINE_MS = 30_000
const WEIGHT = 0.99
const TURNS = { first: 2_000, hot: 1_000, cold: 500 }
/** Of one partition the newest; a program that makes a new producer for each message leaves thousands. */
const SESSIONS_MAX = 1_000
/** So many sessions in one partition are no services. */
const MANY = 100

/** What was told of one partition: the last word of its newest producers. */
interface LastLook {
  words: ReadonlyMap<bigint, string>
  newest: number
}

/** Who writes: the producer ids that the leader of each partition remembers. */
export class ProducersCollector implements EvidenceCollector {
  readonly source = 'producers' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #book: SessionBook
  readonly #turns = new PartitionTurns(TURNS)
  readonly #faults = new TopicFaults()
  readonly #looks = new Map<string, LastLook>()

  constructor(book: SessionBook) {
    this.#book = book
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const topics = (await context.topics(signal)).filter(({ internal }) => !internal)
    const asked = this.#turns.next(topics)
    const there = new Set(topics.map(({ name }) => name))
    this.#faults.keepOnly(there)
    for (const name of this.#looks.keys())
      if (!there.has(name.slice(0, name.lastIndexOf('/')))) this.#looks.delete(name)
    try {
      const outcomes = await context.gateway.describeProducers(asked, { signal, timeoutMs: DEADLINE_MS })
      const writes = new Map<string, Observation>()
      for (const outcome of outcomes) {
        const { topic, partition } = outcome.ok ? outcome.value : outcome
        this.#faults.came(topic, outcome.ok ? null : outcome.fault)
        const changed = outcome.ok && this.#look(outcome.value, context.now(), writes)
        this.#turns.looked({ topic, partition }, changed)
      }
      return {
        observations: [...writes.values()],
        missing: this.#faults.missing('The producers', topics.length),
        bytes: null,
        coverage: this.#turns.coverage(),
      }
    } catch (error) {
      if (!(error instanceof KafkaFault) || error.code !== 'NOT_SUPPORTED') throw error
      return unavailable(error, 'Kafka 2.8 and later name the producers of a partition.')
    }
  }

  /** Whether anything has changed in the partition since the last look, or it is the first one and someone is there. */
  #look(answer: PartitionProducers, now: number, writes: Map<string, Observation>): boolean {
    const name = nameOf(answer)
    const last = this.#looks.get(name)
    const producers = [...answer.producers].sort((a, b) => Number(b.lastTimestamp - a.lastTimestamp))
    const seen = producers.slice(0, SESSIONS_MAX)
    const changed = seen.filter((producer) => hasChanged(producer, last))
    for (const producer of changed) {
      const at = last === undefined ? Math.min(now, Number(producer.lastTimestamp)) : now
      if (at <= 0) continue
      this.#book.wrote(producer.producerId, answer.topic, at, producer.coordinatorEpoch !== null)
      join(writes, toObservation(answer, producer, at, producers.length))
    }
    this.#looks.set(name, {
      words: new Map(seen.slice(0, MANY).map((producer) => [producer.producerId, wordOf(producer)])),
      newest: Number(producers[0]?.lastTimestamp ?? 0n),
    })
    return changed.length > 0
  }
}

/** A producer whose last word is not remembered has written since only where it is newer than all were. */
function hasChanged(producer: ProducerDescription, last: LastLook | undefined): boolean {
  if (last === undefined) return true
  const word = last.words.get(producer.producerId)
  if (word !== undefined) return word !== wordOf(producer)
  return last.words.size < MANY || Number(producer.lastTimestamp) > last.newest
}

function wordOf({ producerEpoch, lastSequence, lastTimestamp }: ProducerDescription): string {
  return `${producerEpoch} ${lastSequence} ${lastTimestamp}`
}

function toObservation(
  { topic, partition }: PartitionProducers,
  { producerId, lastSequence, lastTimestamp, transactionStart }: ProducerDescription,
  at: number,
  sessions: number,
): Observation {
  return {
    subject: entityId('session', `${producerId}`),
    relation: 'writes',
    object: entityId('topic', topic),
    class: 'protocol',
    weight: WEIGHT,
    at,
    count: 1,
    sample: {
      kind: 'api',
      api: 'DescribeProducers',
      answer: {
        topic,
        partition: `${partition}`,
        producerId: `${producerId}`,
        lastTimestamp: `${lastTimestamp}`,
        ...(lastSequence !== null && { lastSequence: `${lastSequence}` }),
        ...(transactionStart !== null && { currentTransactionStartOffset: `${transactionStart}` }),
      },
    },
    facts: {
      lastWrite: `${lastTimestamp}`,
      ...(sessions > MANY && { shortLived: 'true', sessionsInPartition: `${sessions}` }),
    },
  }
}

/** Partitions of one topic are one piece: the newest says how. */
function join(writes: Map<string, Observation>, piece: Observation): void {
  const key = `${piece.subject} ${piece.object}`
  const before = writes.get(key)
  if (before === undefined) writes.set(key, piece)
  else writes.set(key, { ...(piece.at >= before.at ? piece : before), count: before.count + 1 })
}
