import type { KafkaGateway } from '#kafka/gateway.ts'
import { Slices } from '../collector/slices.ts'
import { probeAges } from './age-probe.ts'
import { KeptPlaces, placeKey } from './kept-places.ts'
import type {
  AgeBound,
  NextRecord,
  NextRecordAsk,
  NextRecords,
  Progress,
  ReadOptions,
  ReadReport,
} from './next-record.ts'
import { readRounds } from './next-record-rounds.ts'
import { MARKERS_MAX } from './phantom.ts'

export interface NextRecordOptions {
  now?: () => number
  /** Places kept, the ones used least recently dropped: 20 000. */
  maxKept?: number
}

const MAX_KEPT = 20_000
const MAX_PLACES = 2_000
/** What could not be read is tried again: its leader may change, and a fault on the way pass. */
const UNREADABLE_MS = 60_000
/** A record that was found may be compacted away later. */
const FOUND_AGAIN_MS = 600_000
/** A topic that may not be read will not be readable in the next moment. */
const DENIED_MS = 300_000
/** The reading's share of the time; the rest is for asking how old that is which could not be read. */
const READING_PART = 0.7
const PROBED_MAX = 300
const PROBED_AGAIN_MS = 60_000
const MINUTE = 60_000
/** Ages that people set limits by. */
const PROBED_AGES = [1, 5, 15, 60, 360, 1_440, 10_080].map((minutes) => minutes * MINUTE)

export function createNextRecords(
  gateway: Pick<KafkaGateway, 'fetch' | 'listOffsets'>,
  options: NextRecordOptions = {},
): NextRecords {
  return new KeptNextRecords(gateway, options)
}

class KeptNextRecords implements NextRecords {
  readonly #gateway: Pick<KafkaGateway, 'fetch' | 'listOffsets'>
  readonly #now: () => number
  readonly #progress: KeptPlaces<Progress>
  readonly #probed: KeptPlaces<{ bound: AgeBound | null; askedAt: number }>
  readonly #deniedUntil = new Map<string, number>()
  #left = new Set<string>()

  constructor(
    gateway: Pick<KafkaGateway, 'fetch' | 'listOffsets'>,
    { now = Date.now, maxKept = MAX_KEPT }: NextRecordOptions,
  ) {
    this.#gateway = gateway
    this.#now = now
    this.#progress = new KeptPlaces(maxKept)
    this.#probed = new KeptPlaces(maxKept)
  }

  known(ask: NextRecordAsk): NextRecord | null {
    return answerOf(ask, this.#progressOf(ask))
  }

  bound(ask: NextRecordAsk): AgeBound | null {
    return this.#probed.get(ask)?.bound ?? null
  }

  async read(asks: readonly NextRecordAsk[], options: ReadOptions): Promise<ReadReport> {
    const { signal, timeoutMs, maxPlaces = MAX_PLACES } = options
    const until = this.#now() + timeoutMs
    const slices = new Slices()
    const waited = new Map<string, NextRecordAsk>()
    const fresh = new Map<string, NextRecordAsk>()
    const denied: NextRecordAsk[] = []
    for (const ask of asks) {
      await slices.pause()
      if (this.known(ask) !== null && !this.#isOld(ask)) continue
      const key = placeKey(ask)
      if (!this.#mayRead(ask)) denied.push(ask)
      else if (this.#left.has(key)) waited.set(key, ask)
      else fresh.set(key, ask)
    }
    const turn = [...waited.values(), ...fresh.values()]
    const { fetches, faults } = await readRounds(
      {
        gateway: this.#gateway,
        signal,
        until: this.#now() + timeoutMs * READING_PART,
        now: this.#now,
        progressOf: (ask) => this.#progressOf(ask),
        keep: (ask, progress) => this.#progress.set(ask, progress),
      },
      turn.slice(0, maxPlaces),
    )
    for (const { topic, fault } of faults) {
      if (fault.code === 'NOT_AUTHORIZED') this.#deniedUntil.set(topic, this.#now() + DENIED_MS)
    }
    const unread: NextRecordAsk[] = []
    for (const ask of turn) {
      await slices.pause()
      if (this.known(ask) === null) unread.push(ask)
    }
    this.#left = new Set(unread.map(placeKey))
    await this.#probe([...unread, ...denied], { signal, timeoutMs: until - this.#now() })
    return { asked: turn.length, found: turn.length - unread.length, fetches, faults }
  }

  /** Where so little is unread that it may be markers only, old markers must not count as old messages. */
  async #probe(unread: readonly NextRecordAsk[], options: ReadOptions): Promise<void> {
    const due = unread.filter((ask) => {
      const askedAt = this.#probed.get(ask)?.askedAt ?? Number.NEGATIVE_INFINITY
      return ask.end - ask.position > MARKERS_MAX && this.#now() - askedAt >= PROBED_AGAIN_MS
    })
    if (due.length === 0 || options.timeoutMs < 1) return
    const probes = { ...options, now: this.#now, nextRecords: this }
    const probed = await probeAges(this.#gateway, due.slice(0, PROBED_MAX), PROBED_AGES, probes)
    const askedAt = this.#now()
    for (const { ask, bound, fault } of probed) {
      // A bound of before still holds: its place is the same, and what is there only grew older.
      this.#probed.set(ask, { bound: fault === null ? bound : this.bound(ask), askedAt })
    }
  }

  #progressOf(ask: NextRecordAsk): Progress | null {
    const progress = this.#progress.get(ask)
    const stale = progress?.found?.kind === 'unreadable' && this.#now() - progress.readAt > UNREADABLE_MS
    return stale ? null : progress
  }

  #isOld(ask: NextRecordAsk): boolean {
    const progress = this.#progressOf(ask)
    return progress?.found != null && this.#now() - progress.readAt > FOUND_AGAIN_MS
  }

  #mayRead({ topic }: NextRecordAsk): boolean {
    const until = this.#deniedUntil.get(topic) ?? 0
    if (until <= this.#now()) this.#deniedUntil.delete(topic)
    return until <= this.#now()
  }
}

/** A record at or beyond `end` came after the end was asked for: up to there, there was nothing. */
function answerOf({ end }: NextRecordAsk, progress: Progress | null): NextRecord | null {
  if (progress === null) return null
  const { found, until, gap } = progress
  if (found !== null && found.offset < end) {
    return found.kind === 'unreadable' ? found : { ...found, timestamp: toMs(found.timestamp) }
  }
  return until >= end ? { kind: 'nothing', gap } : null
}

/** Below zero is no time: producers of old wrote −1. */
function toMs(timestamp: bigint): number | null {
  return timestamp < 0n ? null : Number(timestamp)
}
