import { entityId } from '@sluice/shared/topology-evidence'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import { type Fingerprints, libraryOf } from './fingerprints.ts'
import type { LogSampler } from './log-sampler.ts'
import { RateWindow } from './rate-window.ts'
import type { SampledBatch } from './sampled-batch.ts'
import type { SessionBook } from './session-book.ts'

const EVERY_MS = 2_000
const DEADLINE_MS = 30_000
/** Each writer of a topic is told no more often than this. */
const TELL_MS = 10_000
const FORGET_MS = 600_000
const WRITERS_MAX = 100_000
const WEIGHT = 0.99

/** What was seen of one writer of one topic. */
interface Tally {
  readonly subject: string
  readonly topic: string
  readonly rates: RateWindow
  batches: number
  records: number
  bytes: number
  /** Ends of transactions, which take an offset each and are no messages. */
  markers: number
  newest: SampledBatch
  at: number
  toldAt: number
}

/**
 * Who has written each batch, by the header that no compression hides: the producer id, or, where there is none, the
 * form of what was written.
 */
export class CensusCollector implements EvidenceCollector {
  readonly source = 'census' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #sampler: LogSampler
  readonly #book: SessionBook
  readonly #fingerprints: Fingerprints
  readonly #tallies = new Map<string, Tally>()
  readonly #incomplete = new Set<string>()

  constructor(sampler: LogSampler, book: SessionBook, fingerprints: Fingerprints) {
    this.#sampler = sampler
    this.#fingerprints = fingerprints
    this.#book = book
    sampler.listen({
      batch: (sampled) => this.#count(sampled),
      gap: (topic) => this.#incomplete.add(topic),
    })
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const round = await this.#sampler.round(context, signal)
    const observations = this.#tell(context.now())
    this.#incomplete.clear()
    return { observations, ...round }
  }

  #count(sampled: SampledBatch): void {
    const { topic, batch, header, at } = sampled
    const producerId = batch?.header.producerId ?? -1n
    const control = batch?.header.control ?? false
    // Of a marker the producer id is that of the transaction; others of the broker's own name nobody.
    if (control && producerId < 0n) return
    const tally = this.#tallyOf(subjectOf(sampled), sampled)
    const records = batch === null ? 1 : batch.header.recordCount
    if (control) tally.markers += records
    else {
      tally.batches += 1
      tally.records += records
      tally.bytes += header.byteLength
      tally.newest = sampled
      tally.at = Math.max(tally.at, at)
      if (sampled.fresh) tally.rates.add(at, records, header.byteLength)
    }
    if (producerId >= 0n) this.#book.wrote(producerId, topic, at, batch?.header.transactional ?? false)
  }

  #tallyOf(subject: string, sampled: SampledBatch): Tally {
    const { topic, at } = sampled
    const key = `${subject}\n${topic}`
    const known = this.#tallies.get(key)
    if (known !== undefined) return known
    const made: Tally = {
      ...{ subject, topic, rates: new RateWindow(), newest: sampled, at },
      ...{ batches: 0, records: 0, bytes: 0, markers: 0, toldAt: Number.NEGATIVE_INFINITY },
    }
    this.#tallies.set(key, made)
    return made
  }

  /** What is known of the client library and of what it writes. */
  #printOf({ subject, topic }: Tally): Record<string, string> {
    const partitioner = this.#fingerprints.partitionerOf(subject, topic)
    const types = this.#fingerprints.typesOf(subject, topic)
    return {
      ...(partitioner !== null && { partitioner }),
      ...(types.length > 0 && { types: types.join(', ') }),
    }
  }

  #tell(now: number): Observation[] {
    const told: Observation[] = []
    for (const [key, tally] of this.#tallies) {
      if (this.#incomplete.has(tally.topic)) tally.rates.broken(now)
      if (tally.batches > 0 && Math.abs(now - tally.toldAt) >= TELL_MS) {
        told.push(toObservation(tally, now, this.#printOf(tally)))
        Object.assign(tally, { batches: 0, records: 0, bytes: 0, markers: 0, toldAt: now })
      }
      const idle = tally.batches === 0 && now - tally.toldAt > FORGET_MS
      if (idle || this.#tallies.size > WRITERS_MAX) this.#tallies.delete(key)
    }
    return told
  }
}

function subjectOf({ topic, batch, header }: SampledBatch): string {
  if (batch === null) return plainOf(topic, `format-${header.magic}`)
  const { producerId, codec } = batch.header
  return producerId < 0n ? plainOf(topic, codec) : entityId('session', `${producerId}`)
}

/** Traffic without a producer id; a topic's name holds no slash. */
export function plainOf(topic: string, form: string): string {
  return entityId('plain', `${topic}/${form}`)
}

function toObservation(
  { subject, topic, newest, at, batches, records, bytes, markers, rates }: Tally,
  now: number,
  print: Readonly<Record<string, string>>,
): Observation {
  const library = newest.batch === null ? null : libraryOf(newest.batch.header)
  const { batch, header, partition } = newest
  const rate = rates.perSecond(now)
  return {
    subject,
    relation: 'writes',
    object: entityId('topic', topic),
    class: 'protocol',
    weight: WEIGHT,
    at,
    count: batches,
    sample: { kind: 'record', topic, partition, offset: `${header.lastOffset}` },
    facts: {
      codec: batch?.header.codec ?? 'unknown',
      transactional: `${batch?.header.transactional ?? false}`,
      magic: `${header.magic}`,
      records: `${records}`,
      bytes: `${bytes}`,
      ...(library !== null && { library }),
      ...print,
      ...(markers > 0 && { markers: `${markers}` }),
      ...(rate !== null && {
        messagesPerSecond: rate.records.toPrecision(4),
        bytesPerSecond: rate.bytes.toPrecision(4),
      }),
    },
  }
}
