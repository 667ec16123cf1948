import type { KafkaGateway, OffsetQuery } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { KnownTopic } from '../graph/graph-input.ts'
import { TopicRates } from './topic-rates.ts'

interface TopicWatchDeps {
  gateway: Pick<KafkaGateway, 'describeTopics' | 'listOffsets' | 'describeTopicConfigs'>
  now: () => number
  /** Called after each reading that brought something. */
  onRead: () => void
  /** What is none of Kafka's faults. */
  onError: (error: unknown) => void
}

const EVERY_MS = 15_000
const CONFIGS_EVERY_MS = 10 * 60_000
const TIMEOUT_MS = 20_000
const CONFIGS_AT_ONCE = 200
const KEYS = ['retention.ms', 'cleanup.policy']

interface TopicConfig {
  retentionMs: number | null
  compacted: boolean | null
}

const NOT_KNOWN: TopicConfig = { retentionMs: null, compacted: null }

/** The topics of a cluster as the graph shows them: how many partitions, how long kept, how much is written. */
export class TopicWatch {
  readonly rates = new TopicRates()
  readonly #deps: TopicWatchDeps
  readonly #stopped = new AbortController()
  readonly #configs = new Map<string, TopicConfig>()
  #topics: readonly Omit<KnownTopic, 'retentionMs' | 'compacted'>[] = []
  #configsAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  constructor(deps: TopicWatchDeps) {
    this.#deps = deps
  }

  start(): void {
    void this.#round()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#stopped.abort(new Error('Topics are no longer watched.'))
  }

  topics(): KnownTopic[] {
    return this.#topics.map((topic) => {
      const { retentionMs, compacted } = this.#configs.get(topic.name) ?? NOT_KNOWN
      return { ...topic, retentionMs, compacted }
    })
  }

  async #round(): Promise<void> {
    try {
      await this.read()
    } catch (error) {
      // The collectors say what cannot be had of Kafka; topics stay as they were last known.
      if (!(error instanceof KafkaFault) && !this.#stopped.signal.aborted) this.#deps.onError(error)
    }
    if (!this.#stopped.signal.aborted) this.#timer = setTimeout(() => void this.#round(), EVERY_MS).unref()
  }

  /** One reading now. */
  async read(): Promise<void> {
    const { gateway, now, onRead } = this.#deps
    const options = { signal: this.#stopped.signal, timeoutMs: TIMEOUT_MS }
    const described = (await gateway.describeTopics(undefined, options)).flatMap((one) =>
      one.ok ? [one.value] : [],
    )
    this.#topics = described.map(({ name, internal, partitions }) => {
      return { name, internal, partitions: partitions.length }
    })
    const queries = described.flatMap(({ name, partitions }): OffsetQuery[] =>
      partitions.map(({ partition }) => ({ topic: name, partition, at: 'latest' })),
    )
    const ends = new Map<string, Map<number, bigint | null>>(described.map(({ name }) => [name, new Map()]))
    for (const outcome of await gateway.listOffsets(queries, { ...options, isolation: 'read_uncommitted' })) {
      const { topic, partition } = outcome.ok ? outcome.value : outcome
      ends.get(topic)?.set(partition, outcome.ok ? outcome.value.offset : null)
    }
    this.rates.add(now(), ends)
    onRead()
    await this.#readConfigs(options)
  }

  async #readConfigs(options: { signal: AbortSignal; timeoutMs: number }): Promise<void> {
    const now = this.#deps.now()
    const all = this.#topics.map(({ name }) => name)
    const due =
      now - this.#configsAt >= CONFIGS_EVERY_MS ? all : all.filter((name) => !this.#configs.has(name))
    if (now - this.#configsAt >= CONFIGS_EVERY_MS) this.#configsAt = now
    for (let from = 0; from < due.length; from += CONFIGS_AT_ONCE) {
      const names = due.slice(from, from + CONFIGS_AT_ONCE)
      const outcomes = await this.#deps.gateway.describeTopicConfigs(names, { ...options, keys: KEYS })
      for (const outcome of outcomes) {
        if (!outcome.ok) {
          // What the user may not see is asked for again with all others.
          this.#configs.set(outcome.name, NOT_KNOWN)
          continue
        }
        const value = (key: string) => outcome.value.entries.find(({ name }) => name === key)?.value ?? null
        const retention = value('retention.ms')
        this.#configs.set(outcome.value.name, {
          retentionMs: retention === null ? null : Number(retention),
          compacted: (value('cleanup.policy') ?? '').split(',').includes('compact'),
        })
      }
    }
    const there = new Set(all)
    for (const name of this.#configs.keys()) if (!there.has(name)) this.#configs.delete(name)
  }
}
