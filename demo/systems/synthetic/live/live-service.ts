import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Kafka, TopicMessages } from 'kafkajs'
import type { Outage } from '../../kafka/persist.ts'
import type { Report } from '../../kafka/report.ts'
import { SteadyProducer } from '../../kafka/steady-producer.ts'
import { StreamReader } from '../../kafka/stream-reader.ts'
import type { ServicePlan } from '../plan/system-plan.ts'
import { readTopics } from '../truth.ts'
import { Inbox, type Place } from './inbox.ts'
import { Work } from './work.ts'

export interface LiveContext {
  clientFor: (clientId: string) => Kafka
  admin: Admin
  outage: Outage
  report: Report
  signal: AbortSignal
}

/** How often a service looks for work until everything that the truth says of it is so. */
const HURRY_MS = 400
/** Three hundred groups that ask this often are a hundred requests a second; who writes more often also asks more often. */
const FETCH_WAIT_MS = 2_500

/** One service at work: it writes what comes of what it reads, a little every few seconds. */
export class LiveService {
  readonly #plan: ServicePlan
  readonly #context: LiveContext
  readonly #work: Work
  readonly #inbox = new Inbox()
  readonly #producer: SteadyProducer | null
  readonly #reader: StreamReader | null
  /** Topics that nothing it read has made it write so far. */
  readonly #unmoved: Set<string>
  #gone = false
  #living: Promise<void> = Promise.resolve()

  constructor(plan: ServicePlan, context: LiveContext, series: number) {
    const { clientId, groupId, delivery, transactionalId, family } = plan
    this.#plan = plan
    this.#context = context
    this.#work = new Work(plan, series)
    this.#unmoved = new Set(groupId === null || delivery === null ? [] : plan.writes)
    if (family?.retry) this.#unmoved.add(family.retry)
    if (family) this.#unmoved.add(family.deadLetter)
    this.#producer = delivery
      ? new SteadyProducer({
          ...context,
          kafka: context.clientFor(clientId),
          delivery,
          ...(transactionalId === null ? {} : { transactionalId }),
        })
      : null
    this.#reader = groupId
      ? new StreamReader({
          ...context,
          kafka: context.clientFor(clientId),
          declaration: { groupId, reads: readTopics(plan) },
          from: 'start',
          maxWaitMs: Math.min(FETCH_WAIT_MS, plan.everyMs),
          wholeBatches: true,
          handle: async ({ batch }) => this.#inbox.put(batch.topic, batch.partition, batch.messages),
        })
      : null
  }

  /** What it has yet to do before the truth holds of it; null when it does. */
  get missing(): string | null {
    if (this.#unmoved.size === 0)
      return this.#plan.live || this.#gone ? null : `${this.#plan.name} has not yet gone`
    return `${this.#plan.name} has not yet written ${[...this.#unmoved].join(', ')}`
  }

  /** Resolves when it has written to every stream of its own and stands in its group; then it goes on by itself. */
  async open(): Promise<void> {
    await this.#write(this.#work.begin(Date.now()), [])
    await this.#reader?.open()
    this.#living = this.#live()
  }

  async close(): Promise<void> {
    await this.#living
    await this.#leave()
  }

  async #leave(): Promise<void> {
    await Promise.all([this.#reader?.close(), this.#producer?.close()])
  }

  async #live(): Promise<void> {
    const { signal } = this.#context
    try {
      while (this.#unmoved.size > 0) {
        await sleep(HURRY_MS, undefined, { signal })
        await this.#step()
      }
      if (!this.#plan.live) {
        await this.#leave()
        this.#gone = true
      }
      while (this.#plan.live) {
        await sleep(this.#plan.everyMs, undefined, { signal })
        await this.#step()
      }
    } catch (error) {
      if (!signal.aborted) this.#context.report('error', `${this.#plan.name} stands still: ${String(error)}`)
    }
  }

  async #step(): Promise<void> {
    const { records, places } = this.#inbox.take()
    const messages = this.#producer ? this.#work.answer(records, Date.now()) : []
    await this.#write(messages, places)
    if (records.length > 0) for (const { topic } of messages) this.#unmoved.delete(topic)
  }

  /** What came of records and that they are done with: in one transaction where the service has them. */
  async #write(messages: TopicMessages[], places: readonly Place[]): Promise<void> {
    const { groupId, delivery } = this.#plan
    const together = delivery === 'transactional' && groupId !== null && places.length > 0
    if (messages.length > 0)
      await this.#producer?.write(messages, together ? { groupId, offsets: places } : undefined)
    if (!together)
      for (const { topic, partition, offset } of places) this.#reader?.done(topic, partition, offset)
  }
}
