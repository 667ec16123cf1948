import type { MissingSpan } from '@sluice/shared/messages-histogram'
import type {
  IsolationLevel,
  KafkaGateway,
  OffsetAnswer,
  OffsetPosition,
  OffsetQuery,
  Outcome,
  TopicPartitionId,
} from '#kafka/gateway.ts'
import { type KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'

/** One partition's offsets `[start, end)`, frozen when the histogram began, and the times its log tells of. */
export interface LogSpan extends TopicPartitionId {
  start: bigint
  end: bigint
  /** The first record that carries a time; null: none does. */
  first: { offset: bigint; timestamp: bigint } | null
  /** The highest time; null where the broker did not tell. */
  highest: bigint | null
}

/** What one histogram shares: whom it asks and until when, what it asked and what it could not get. */
export class TimeIndex {
  readonly missing: MissingSpan[] = []
  lookups = 0
  readonly #gateway: KafkaGateway
  readonly #isolation: IsolationLevel
  readonly #signal: AbortSignal
  readonly #lost = new Set<string>()

  constructor(gateway: KafkaGateway, isolation: IsolationLevel, signal: AbortSignal) {
    this.#gateway = gateway
    this.#isolation = isolation
    this.#signal = signal
  }

  async ask(queries: readonly OffsetQuery[]): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
    if (queries.length === 0) return []
    this.lookups += queries.length
    return await this.#gateway.listOffsets(queries, { isolation: this.#isolation, signal: this.#signal })
  }

  /** The offset at a time in each span: the span's end where nothing is that late, null where the span is now missing. */
  async at(spans: readonly LogSpan[], timestamp: number): Promise<(bigint | null)[]> {
    const at: OffsetPosition = { timestamp: BigInt(timestamp) }
    const asked = spans.filter((span) => !this.isMissing(span))
    const outcomes = await this.ask(asked.map(({ topic, partition }) => ({ topic, partition, at })))
    const found = new Map<LogSpan, bigint>()
    for (const [index, span] of asked.entries()) {
      const outcome = outcomes[index]
      if (outcome?.ok) found.set(span, outcome.value.offset ?? span.end)
      else if (outcome !== undefined) this.lose(span, outcome.fault)
    }
    return spans.map((span) => found.get(span) ?? null)
  }

  isMissing({ topic, partition }: TopicPartitionId): boolean {
    return this.#lost.has(`${topic}/${partition}`)
  }

  /** A partition that failed once is left out as a whole: half of its counts would look like all of them. */
  lose({ topic, partition }: TopicPartitionId, fault: KafkaFault): void {
    const key = `${topic}/${partition}`
    if (this.#lost.has(key)) return
    this.#lost.add(key)
    this.missing.push({ topic, partition, ...toItemFault(fault) })
  }
}
