import type { FetchedPartition, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { CollectContext, Collected, WatchedTopic } from '../evidence.ts'
import type { ByteBudget } from './byte-budget.ts'
import { nameOf, PartitionTurns } from './partition-turns.ts'
import { type Backlog, findBacklogs } from './sample-places.ts'
import type { SampleListener } from './sampled-batch.ts'
import { until } from './topic-cache.ts'
import { TopicFaults } from './topic-faults.ts'
import { walkSample } from './walk-sample.ts'

/** What a round has brought. */
export interface SampleRound {
  bytes: number
  missing: Collected['missing']
  coverage: { done: number; of: number }
}

const TURNS = { first: 3_000, hot: 3_000, cold: 600 }
/** Two that ask within this time share a round. */
const SHARED_MS = 900
const TIMEOUT_MS = 10_000
const DENIED_MS = 60_000
/** What one partition is asked for: the more there are, the less of each. */
const PARTITION_BYTES = { least: 24_576, most: 262_144 }
/** Of one whose next batch did not fit; where it comes first in an answer, a broker sends it whatever its size. */
const STARVED_BYTES = 131_072
/** Requests to a broker in one round. */
const PASSES_MAX = 12
/** A partition that stays behind so often goes on at its newest end. */
const BEHIND_MAX = 3

/**
 * Reads the logs of a cluster in small pieces, by turns and within a budget of bytes: what came since the last look
 * first, and of a log not seen before its newest end. Joins no group and commits nothing.
 */
export class LogSampler {
  readonly #budget: ByteBudget
  readonly #listeners: SampleListener[] = []
  readonly #turns = new PartitionTurns(TURNS)
  readonly #faults = new TopicFaults()
  readonly #places = new Map<string, bigint>()
  readonly #behind = new Map<string, number>()
  readonly #starved = new Set<string>()
  /** Topics that may not be read, and when they are asked for again: rights may be given. */
  readonly #denied = new Map<string, number>()
  #round: Promise<SampleRound> | null = null
  #last: SampleRound = { bytes: 0, missing: null, coverage: { done: 0, of: 0 } }
  #endedAt = Number.NEGATIVE_INFINITY

  constructor(budget: ByteBudget) {
    this.#budget = budget
  }

  listen(listener: SampleListener): void {
    this.#listeners.push(listener)
  }

  /** Reads on, or waits for who does; `bytes` are those that this call has fetched. */
  async round(context: CollectContext, signal: AbortSignal): Promise<SampleRound> {
    if (this.#budget.perSecond === 0) return { bytes: 0, missing: TURNED_OFF, coverage: { done: 0, of: 0 } }
    if (this.#round !== null) return { ...(await until(signal, this.#round)), bytes: 0 }
    if (Math.abs(context.now() - this.#endedAt) < SHARED_MS) return { ...this.#last, bytes: 0 }
    this.#round = this.#read(context, signal).finally(() => {
      this.#round = null
      this.#endedAt = context.now()
    })
    this.#last = await this.#round
    return this.#last
  }

  async #read(context: CollectContext, signal: AbortSignal): Promise<SampleRound> {
    const topics = (await context.topics(signal)).filter(({ internal }) => !internal)
    this.#faults.keepOnly(new Set(topics.map(({ name }) => name)))
    this.#keepOnly(topics)
    const open = topics.filter(({ name }) => (this.#denied.get(name) ?? 0) <= context.now())
    let bytes = 0
    if (this.#budget.available() > 0) {
      const options = { signal, timeoutMs: TIMEOUT_MS }
      const { backlogs, faults } = await findBacklogs(
        context.gateway,
        this.#turns.next(open),
        (partition) => this.#places.get(nameOf(partition)) ?? null,
        options,
      )
      for (const { partition, fault } of faults) this.#refused(partition, fault, context.now())
      bytes = await this.#readOn(context, this.#pendingOf(backlogs), options)
    }
    const missing = this.#faults.missing('The batches', topics.length)
    return { bytes, missing, coverage: this.#turns.coverage() }
  }

  /** In several passes, since brokers often send less than they are asked for, or nothing where a batch is larger. */
  async #readOn(context: CollectContext, backlogs: readonly Backlog[], options: Options): Promise<number> {
    let bytes = 0
    let pending = backlogs
    for (let pass = 0; pass < PASSES_MAX && pending.length > 0; pass += 1) {
      const shares = this.#affordable(pending)
      if (shares.length === 0) break
      bytes += await this.#fetch(context, shares, options)
      const asked = new Set(shares.map(({ partition }) => partition))
      pending = pending.filter(
        ({ partition }) => !asked.has(partition) || this.#starved.has(nameOf(partition)),
      )
    }
    return bytes
  }

  /** Those with something to read; of the others it is known that all was seen. */
  #pendingOf(backlogs: readonly Backlog[]): Backlog[] {
    for (const { partition, from, end } of backlogs) {
      if (from < end) continue
      this.#places.set(nameOf(partition), end)
      this.#turns.looked(partition, false)
    }
    return backlogs.filter((one) => one.from < one.end)
  }

  /** What to ask for now: that whose next batch did not fit, then what is new, then what was not seen before. */
  #affordable(backlogs: readonly Backlog[]): Share[] {
    const isStarved = ({ partition }: Backlog) => this.#starved.has(nameOf(partition))
    const rank = (one: Backlog) => (isStarved(one) ? 0 : one.first ? 2 : 1)
    const pending = backlogs.toSorted((a, b) => rank(a) - rank(b))
    const { least, most } = PARTITION_BYTES
    let left = this.#budget.available()
    const each = Math.max(least, Math.min(most, Math.floor(left / Math.max(1, pending.length))))
    const shares: Share[] = []
    for (const one of pending) {
      const maxBytes = isStarved(one) ? Math.max(each, STARVED_BYTES) : each
      if (left < least) break
      left -= maxBytes
      shares.push({ ...one, maxBytes })
    }
    return shares
  }

  async #fetch(
    { gateway, now }: CollectContext,
    shares: readonly Share[],
    options: Options,
  ): Promise<number> {
    const outcomes = await fetchPatiently(gateway, shares, options)
    let bytes = 0
    for (const [index, outcome] of outcomes.entries()) {
      const backlog = shares[index]
      if (backlog === undefined) continue
      if (outcome.ok) {
        bytes += outcome.value.records.length
        this.#faults.came(backlog.partition.topic, null)
        this.#take(backlog, outcome.value, now())
      } else this.#refused(backlog.partition, outcome.fault, now())
    }
    this.#budget.spent(bytes)
    return bytes
  }

  #refused(partition: TopicPartitionId, fault: KafkaFault, now: number): void {
    this.#turns.looked(partition, false)
    if (fault.code === 'NOT_AUTHORIZED') this.#denied.set(partition.topic, now + DENIED_MS)
    // The log start has passed the place meanwhile: the next look begins at the newest end.
    if (fault.code === 'OFFSET_OUT_OF_RANGE') this.#forget(partition)
    else this.#faults.came(partition.topic, fault)
  }

  #take({ partition, from, first, end }: Backlog, fetched: FetchedPartition, now: number): void {
    const { topic } = partition
    const next = walkSample(fetched, { from, first, now }, (sampled) => {
      for (const listener of this.#listeners) listener.batch(sampled)
    })
    const name = nameOf(partition)
    if (next === from && !this.#starved.has(name)) {
      this.#starved.add(name)
      return
    }
    this.#starved.delete(name)
    const behind = next < end ? (this.#behind.get(name) ?? 0) + 1 : 0
    this.#behind.set(name, behind)
    const skipped = next === from || behind >= BEHIND_MAX || (first && next < end)
    if (skipped) {
      this.#behind.delete(name)
      for (const listener of this.#listeners) listener.gap(topic)
    }
    this.#places.set(name, skipped ? end : next)
    this.#turns.looked(partition, true)
  }

  /** Topics that are gone leave with what was known of them. */
  #keepOnly(topics: readonly WatchedTopic[]): void {
    const partitions = topics.reduce((sum, one) => sum + one.partitions.length, 0)
    if (this.#places.size <= partitions && this.#denied.size <= topics.length) return
    const there = new Set(topics.map(({ name }) => name))
    for (const topic of this.#denied.keys()) if (!there.has(topic)) this.#denied.delete(topic)
    for (const name of this.#places.keys()) {
      if (there.has(name.slice(0, name.lastIndexOf('/')))) continue
      this.#places.delete(name)
      this.#behind.delete(name)
      this.#starved.delete(name)
    }
  }

  #forget(partition: TopicPartitionId): void {
    this.#places.delete(nameOf(partition))
    for (const listener of this.#listeners) listener.gap(partition.topic)
  }
}

const TURNED_OFF = {
  whole: true,
  reason: 'This Sluice is configured to read no records for the topology (topologyBudgetBytes: 0).',
  remedy: 'Set topologyBudgetBytes to the bytes a second that it may read.',
}

type Share = Backlog & { maxBytes: number }
type Options = { signal: AbortSignal; timeoutMs: number }

async function fetchPatiently(gateway: KafkaGateway, shares: readonly Share[], options: Options) {
  const requests = shares.map(({ partition, from, maxBytes }) => ({ ...partition, offset: from, maxBytes }))
  return await gateway.fetch(requests, {
    ...options,
    isolation: 'read_uncommitted',
    maxWaitMs: 0,
    maxBytes: requests.reduce((sum, request) => sum + request.maxBytes, 0),
    // Connections apart: the collector of lag and the pages wait for no sample.
    patient: true,
  })
}
