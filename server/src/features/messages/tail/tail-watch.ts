import { setTimeout as sleep } from 'node:timers/promises'
import type { TopicDescription } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { lookUpKey, mayHoldKey } from '../key/key-lookup.ts'
import { TailLane } from './tail-lane.ts'
import type { TailState } from './tail-state.ts'

/** A broker that has just started may not know a topic yet: it must be missed as often as this, one after the other. */
const MISSED_MAX = 2

/** Looks at the topics from time to time: who leads, what was added, what is gone. */
export class TailWatch {
  readonly #state: TailState
  readonly #missed = new Map<string, number>()
  #pending: Promise<void> | null = null
  #lookedAt = Number.NEGATIVE_INFINITY
  #again = false

  constructor(state: TailState) {
    this.#state = state
  }

  async run(): Promise<void> {
    const { ctx, limits } = this.#state
    while (this.#state.ended === null) {
      await sleep(limits.refreshMs, undefined, { signal: ctx.stop.signal })
      await this.refresh()
    }
  }

  /** Looks anew, but not more often than allowed: whoever asks meanwhile waits for the same look. */
  refresh(): Promise<void> {
    this.#pending ??= this.#lookSoon().finally(() => {
      this.#pending = null
    })
    return this.#pending
  }

  async #lookSoon(): Promise<void> {
    const { ctx, limits } = this.#state
    do {
      const waitMs = this.#lookedAt + limits.refreshLeastMs - ctx.now()
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: ctx.stop.signal })
      this.#again = false
      try {
        await this.#look()
      } finally {
        this.#lookedAt = ctx.now()
      }
    } while (this.#again)
  }

  async #look(): Promise<void> {
    const { ctx, limits, topicIds, query } = this.#state
    const names = [...topicIds.keys()]
    const options = { signal: ctx.stop.signal, timeoutMs: limits.callTimeoutMs }
    const outcomes = await ctx.gateway.describeTopics(names, options).catch((error: unknown) => {
      // The rounds tell of a cluster that does not answer: here it only means that nothing new is known.
      if (ctx.stop.reason !== null || !(error instanceof KafkaFault)) throw error
      return []
    })
    const described: TopicDescription[] = []
    for (const [index, outcome] of outcomes.entries()) {
      const name = names[index] ?? ''
      if (outcome.ok) {
        this.#missed.delete(name)
        described.push(outcome.value)
      } else if (outcome.fault.code === 'TOPIC_NOT_FOUND') this.#miss(name)
    }
    const found = new Set(described.filter(({ name }) => topicIds.get(name) === undefined))
    const same = described.filter((topic) => this.#isSame(topic))
    if (query.key !== undefined && same.length > 0) this.#state.keyLookup = lookUpKey(query.key, same)
    for (const topic of same) this.#follow(topic, found.has(topic))
    this.#state.wake()
  }

  #miss(topic: string): void {
    if (this.#state.topicIds.get(topic) === undefined) return
    const times = (this.#missed.get(topic) ?? 0) + 1
    this.#missed.set(topic, times)
    if (times >= MISSED_MAX) this.#leave(topic, 'topic-deleted')
    else this.#again = true
  }

  #isSame({ name, topicId }: TopicDescription): boolean {
    const { topicIds } = this.#state
    const known = topicIds.get(name)
    if (known === undefined) topicIds.set(name, topicId)
    if (known == null || topicId === null || known === topicId) return true
    this.#leave(name, 'topic-recreated')
    return false
  }

  #leave(topic: string, reason: 'topic-deleted' | 'topic-recreated'): void {
    const { topicIds, notes } = this.#state
    topicIds.delete(topic)
    this.#state.lanes = this.#state.lanes.filter((lane) => lane.topic !== topic)
    notes.gone(topic, reason)
    if (topicIds.size === 0) this.#state.ended ??= { reason }
  }

  /** What is in a partition that came while the tail ran has arrived since it began; a topic may only have been hidden. */
  #follow({ name, partitions }: TopicDescription, found: boolean): void {
    const { lanes, query, notes, keyLookup } = this.#state
    const added: number[] = []
    const known = new Map(lanes.flatMap((lane) => (lane.topic === name ? [[lane.partition, lane]] : [])))
    for (const { partition, leader } of partitions) {
      const lane = known.get(partition)
      if (lane !== undefined) {
        lane.leader = leader
        continue
      }
      if (query.partitions !== undefined || !mayHoldKey(keyLookup, name, partition)) continue
      lanes.push(new TailLane({ topic: name, partition }, found ? null : 0n, leader))
      added.push(partition)
    }
    if (added.length > 0) notes.added(name, added)
  }
}
