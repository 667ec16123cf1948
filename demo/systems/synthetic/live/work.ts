import type { Message, TopicMessages } from 'kafkajs'
import { headersOf } from '../plan/headers.ts'
import type { ServicePlan } from '../plan/system-plan.ts'
import type { Received } from './inbox.ts'

type Outgoing = Message & { topic: string }

/** Of what it reads a service acts on so many at a time: rates stay what they are, however many it reads from. */
const ACTS_ON_MAX = 3
const FAILS_EVERY = 6
const FAILS_AGAIN_EVERY = 2
const OWN_KEYS = 2_000

/** What a service writes: of what it has read, or of its own accord where there was nothing. Pure but for its counts. */
export class Work {
  readonly #plan: ServicePlan
  /** Keeps the ids of services apart, as a series of numbers for each does. */
  readonly #series: number
  #made = 0
  #turn = 0
  #prompted = false
  #met = { first: 0, again: 0 }

  constructor(plan: ServicePlan, series: number) {
    this.#plan = plan
    this.#series = series
  }

  /** One record for every stream of its own: what it begins with. */
  begin(now: number): TopicMessages[] {
    return byTopic(this.#plan.writes.map((topic) => this.#event(topic, this.#ownKey(topic), now)))
  }

  /** The first that it ever reads moves every stream that it writes, later ones one stream each in turn. */
  answer(records: readonly Received[], now: number): TopicMessages[] {
    const { writes } = this.#plan
    const outgoing: Outgoing[] = []
    let acted = 0
    for (const record of records) {
      const failed = this.#passOn(record, now)
      if (failed) outgoing.push(failed)
      if (failed || acted >= ACTS_ON_MAX) continue
      acted += 1
      const streams = this.#prompted ? this.#next() : writes
      this.#prompted = true
      outgoing.push(...streams.map((topic) => this.#event(topic, record.key, now)))
    }
    if (outgoing.length === 0)
      outgoing.push(...this.#next().map((topic) => this.#event(topic, this.#ownKey(topic), now)))
    return byTopic(outgoing)
  }

  #next(): string[] {
    const { writes } = this.#plan
    const topic = writes[this.#turn++ % writes.length]
    return topic === undefined ? [] : [topic]
  }

  /** Null for what can be handled. What cannot keeps its headers, and with them the name of who made it. */
  #passOn({ topic, key, value, headers }: Received, now: number): Outgoing | null {
    const { family } = this.#plan
    if (!family) return null
    const reason = 'the service does not know this target yet'
    const passed = { key, value, timestamp: String(now) }
    const lost = { 'kafka_dlt-original-topic': topic, 'kafka_dlt-exception-message': reason }
    if (topic === family.retry)
      return this.#met.again++ % FAILS_AGAIN_EVERY === 0
        ? { ...passed, topic: family.deadLetter, headers: { ...headers, ...lost } }
        : null
    if (topic !== family.of || this.#met.first++ % FAILS_EVERY > 0) return null
    if (!family.retry) return { ...passed, topic: family.deadLetter, headers: { ...headers, ...lost } }
    const again = {
      'kafka_original-topic': topic,
      'kafka_exception-message': reason,
      'retry_topic-attempts': '1',
    }
    return { ...passed, topic: family.retry, headers: { ...headers, ...again } }
  }

  #ownKey(topic: string): string {
    const number = this.#series * OWN_KEYS + (this.#made++ % OWN_KEYS)
    return `${thingOf(topic).slice(0, 3).toUpperCase()}-${String(number).padStart(7, '0')}`
  }

  #event(topic: string, key: string, now: number): Outgoing {
    const action = topic.slice(topic.indexOf('.') + 1)
    const time = new Date(now).toISOString()
    return {
      topic,
      key,
      value: JSON.stringify({ target: key, action, information: { by: this.#plan.domain }, time }),
      headers: headersOf(this.#plan, { id: `${key}/${now}`, action }),
      timestamp: String(now),
    }
  }
}

function thingOf(topic: string): string {
  return topic.slice(topic.indexOf('.') + 1).replaceAll('-', '')
}

function byTopic(outgoing: readonly Outgoing[]): TopicMessages[] {
  return [...Map.groupBy(outgoing, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic,
    messages: ofTopic.map(({ topic: _, ...message }) => message),
  }))
}
