import type { CollectContext, Collected, EvidenceCollector } from '../evidence.ts'
import type { QueuedRecord } from './batch-queue.ts'
import { BatchQueue } from './batch-queue.ts'
import { ClaimBook, writerOf } from './claim-book.ts'
import type { Fingerprints } from './fingerprints.ts'
import { conventionsWith, type HeaderWords, readHeaders } from './header-conventions.ts'
import type { KeySamples } from './key-samples.ts'
import type { LogSampler } from './log-sampler.ts'

const EVERY_MS = 2_500
const DEADLINE_MS = 30_000

interface Deps {
  sampler: LogSampler
  /** By key, and by trace or correlation id. */
  keys: KeySamples
  flows: KeySamples
  fingerprints: Fingerprints
  /** Headers that name a writer, beside the known conventions. */
  identityHeaders: () => readonly string[]
}

/** Who records say has written them, in the headers by which frameworks and people let them say it. */
export class HeadersCollector implements EvidenceCollector {
  readonly source = 'headers' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #deps: Deps
  readonly #queue = new BatchQueue()
  readonly #claims = new ClaimBook()
  readonly #gaps = new Set<string>()

  constructor(deps: Deps) {
    this.#deps = deps
    deps.sampler.listen({
      batch: (sampled) => {
        if (!this.#queue.push(sampled)) this.#gaps.add(sampled.topic)
      },
      gap: (topic) => this.#gaps.add(topic),
    })
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const { sampler, identityHeaders } = this.#deps
    const round = await sampler.round(context, signal)
    this.#deps.fingerprints.topics(await context.topics(signal))
    const conventions = conventionsWith(identityHeaders())
    const unread = await this.#queue.drain(signal, (record) =>
      this.#look(record, readHeaders(record.headers, conventions), context.now()),
    )
    for (const topic of [...unread, ...this.#gaps]) this.#gap(topic, context.now())
    this.#gaps.clear()
    const known = (group: string) => context.board?.summary(group) != null
    return { ...round, observations: this.#claims.tell(context.now(), known) }
  }

  #look(record: QueuedRecord, words: HeaderWords, now: number): void {
    this.#claims.add(record, words)
    const { topic, partition, offset, key } = record
    if (key !== null) this.#deps.fingerprints.note(writerOf(record), topic, partition, key)
    if (words.type !== null) this.#deps.fingerprints.noteType(writerOf(record), topic, words.type)
    if (!record.fresh) return
    const place = { topic, partition, offset, at: Number(record.timestamp) }
    if (key !== null && key.length > 0) this.#deps.keys.add({ ...place, key }, now)
    if (words.flow !== null) this.#deps.flows.add({ ...place, key: words.flow }, now)
  }

  #gap(topic: string, now: number): void {
    this.#deps.keys.gap(topic, now)
    this.#deps.flows.gap(topic, now)
  }
}
