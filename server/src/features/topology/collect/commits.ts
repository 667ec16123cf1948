import { type EntityId, entityId } from '@sluice/shared/topology-evidence'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { ProducerDescription } from '#kafka/transactions.ts'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import type { ByteBudget } from './byte-budget.ts'
import { OFFSETS_TOPIC, readCommitTails, type TailRead, type TransactionalCommit } from './commit-tail.ts'
import { offsetsPartition } from './offsets-partition.ts'
import { unavailable } from './topic-faults.ts'

const EVERY_MS = 10_000
const DEADLINE_MS = 30_000
const TIMEOUT_MS = 10_000
const READ_WEIGHT = 0.98
/** Nobody else's commits are there: but a group that was deleted may have left a producer behind. */
const ALONE_WEIGHT = 0.9
/** How much of a partition's end is read; twice as much each time that the producer was not found in it. */
const TAIL = { records: 400n, bytes: 65_536, triesMax: 5 }
/** Whom a producer commits for is looked up again after this time. */
const FRESH_MS = 300_000
const TOO_OLD = 'Kafka 2.8 and later name the producers of a partition.'

/** A producer that commits in transactions, in one partition of the commits. */
interface Committer {
  partition: number
  producerId: bigint
  word: string
  at: number
  /** It has committed since the last look. */
  moved: boolean
  /** It was seen to commit, and is not only remembered. */
  live: boolean
  tries: number
  readAt: number
  groups: Map<string, TransactionalCommit>
}

/**
 * Which producer commits which group's offsets: proof that what reads and what writes is one program. The leader of the
 * partition names the producers, and the records there name the groups, so that two groups in one partition are told apart.
 */
export class CommitsCollector implements EvidenceCollector {
  readonly source = 'commits' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #budget: ByteBudget
  #committers = new Map<string, Committer>()

  constructor(budget: ByteBudget) {
    this.#budget = budget
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const topics = await context.topics(signal)
    const partitions = topics.find(({ name }) => name === OFFSETS_TOPIC)?.partitions ?? []
    const options = { signal, timeoutMs: TIMEOUT_MS }
    try {
      const asked = partitions.map((partition) => ({ topic: OFFSETS_TOPIC, partition }))
      const outcomes = await context.gateway.describeProducers(asked, options)
      const fault = outcomes.find((outcome) => !outcome.ok)?.fault ?? null
      const answered = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
      if (fault !== null && answered.length === 0) return unavailable(fault, remedyOf(fault))
      const seen = answered.flatMap(({ partition, producers }) =>
        producers.map((producer) => this.#meet(partition, producer, context.now())),
      )
      this.#committers = new Map(seen.map((one) => [keyOf(one), one]))
      const bytes = await this.#read(context, options)
      const alone = await aloneIn(context, partitions.length, signal)
      const observations = seen.flatMap((one) =>
        observe(one, this.#isSought(one) ? null : (alone.get(one.partition) ?? null)),
      )
      for (const one of seen) one.moved = false
      const reason =
        fault === null ? null : `Not all partitions of ${OFFSETS_TOPIC} answered: ${fault.message}`
      const missing = reason === null ? null : { whole: false, reason, remedy: null }
      return { observations, missing, bytes, coverage: null }
    } catch (error) {
      if (!(error instanceof KafkaFault) || error.code !== 'NOT_SUPPORTED') throw error
      return unavailable(error, TOO_OLD)
    }
  }

  /** What the records say is surer, so that they are looked at first, where they may be. */
  #isSought({ tries }: Committer): boolean {
    return this.#budget.perSecond > 0 && tries < 2
  }

  #meet(partition: number, producer: ProducerDescription, now: number): Committer {
    const { producerId, producerEpoch, lastSequence, lastTimestamp } = producer
    const word = `${producerEpoch} ${lastSequence} ${lastTimestamp}`
    const known = this.#committers.get(keyOf({ partition, producerId }))
    if (known === undefined) {
      const at = Math.min(now, Number(lastTimestamp))
      const made = { partition, producerId, word, at, moved: at > 0, live: false, tries: 0 }
      return { ...made, readAt: Number.NEGATIVE_INFINITY, groups: new Map() }
    }
    if (known.word !== word) Object.assign(known, { word, at: now, moved: true, live: true })
    return known
  }

  /** Looks for those that have committed and of whom it is not known for whom, or not for a while. */
  async #read({ gateway, now }: CollectContext, options: { signal: AbortSignal; timeoutMs: number }) {
    const wanted = [...this.#committers.values()].filter(
      ({ moved, groups, readAt, tries }) =>
        moved &&
        (groups.size === 0 ? tries < TAIL.triesMax || now() - readAt > FRESH_MS : now() - readAt > FRESH_MS),
    )
    const reads = new Map<number, TailRead>()
    let left = this.#budget.available()
    for (const one of wanted) {
      const { partition, tries } = one
      const wider = 2 ** Math.min(tries, TAIL.triesMax)
      const maxBytes = TAIL.bytes * wider
      if (reads.has(partition) || maxBytes > left) continue
      left -= maxBytes
      reads.set(partition, { partition, records: TAIL.records * BigInt(wider), maxBytes })
    }
    if (reads.size === 0) return 0
    const { commits, bytes } = await readCommitTails(gateway, [...reads.values()], options)
    this.#budget.spent(bytes)
    for (const one of wanted)
      if (reads.has(one.partition)) Object.assign(one, { tries: one.tries + 1, readAt: now() })
    for (const commit of commits) {
      const committer = this.#committers.get(keyOf(commit))
      committer?.groups.set(commit.group, commit)
      if (committer !== undefined) committer.tries = 0
    }
    return bytes
  }
}

function keyOf({ partition, producerId }: { partition: number; producerId: bigint }): string {
  return `${partition} ${producerId}`
}

function remedyOf({ code }: KafkaFault): string | null {
  if (code === 'NOT_SUPPORTED') return TOO_OLD
  if (code !== 'NOT_AUTHORIZED') return null
  return `Give the user Sluice connects with Read on the topic ${OFFSETS_TOPIC}.`
}

/** The group of each partition that holds the commits of one group only. */
async function aloneIn({ board, gateway }: CollectContext, partitions: number, signal: AbortSignal) {
  const groups = board
    ? Array.from(board.standings(), ({ group }) => group)
    : (await gateway.listGroups({ signal, timeoutMs: TIMEOUT_MS })).flatMap((outcome) =>
        outcome.ok ? outcome.value.groups.map(({ group }) => group) : [],
      )
  const alone = new Map<number, string | null>()
  for (const group of groups) {
    const partition = offsetsPartition(group, Math.max(1, partitions))
    alone.set(partition, alone.has(partition) ? null : group)
  }
  return alone
}

function observe(one: Committer, alone: string | null): Observation[] {
  if (!one.moved) return []
  const { partition, producerId, groups } = one
  const facts = { partition: `${partition}` }
  const read = [...groups.values()].map(({ group, offset }) => ({
    ...piece(one, entityId('group', group), READ_WEIGHT),
    sample: { kind: 'record' as const, topic: OFFSETS_TOPIC, partition, offset: `${offset}` },
    facts,
  }))
  if (read.length > 0 || alone === null || !one.live) return read
  const answer = { topic: OFFSETS_TOPIC, partition: `${partition}`, producerId: `${producerId}` }
  return [
    {
      ...piece(one, entityId('group', alone), ALONE_WEIGHT),
      sample: { kind: 'api', api: 'DescribeProducers', answer },
      facts: { ...facts, only: 'true' },
    },
  ]
}

function piece({ producerId, at }: Committer, object: EntityId, weight: number) {
  const subject = entityId('session', `${producerId}`)
  return { subject, relation: 'partOf' as const, object, class: 'protocol' as const, weight, at, count: 1 }
}
