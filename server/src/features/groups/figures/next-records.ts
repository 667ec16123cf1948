import type { KafkaGateway } from '#kafka/gateway.ts'
import { Slices } from '../collector/slices.ts'
import type { NextRecord, NextRecordAsk, NextRecords, Progress } from './next-record.ts'
import { type ReadRounds, readRounds } from './next-record-rounds.ts'

export interface NextRecordOptions {
  now?: () => number
  /** Places kept, the ones used least recently dropped: 20 000. */
  maxKept?: number
}

const MAX_KEPT = 20_000
const MAX_PLACES = 2_000
/** What could not be read is tried again: its leader may change, and a fault on the way pass. */
const UNREADABLE_MS = 60_000
/** A topic that may not be read will not be readable in the next moment. */
const DENIED_MS = 300_000

export function createNextRecords(
  gateway: Pick<KafkaGateway, 'fetch'>,
  { now = Date.now, maxKept = MAX_KEPT }: NextRecordOptions = {},
): NextRecords {
  const kept = new Map<string, Progress>()
  const deniedUntil = new Map<string, number>()
  let left = new Set<string>()

  const progressOf = (ask: NextRecordAsk): Progress | null => {
    const key = keyOf(ask)
    const progress = kept.get(key)
    if (progress === undefined) return null
    if (progress.found?.kind === 'unreadable' && now() - progress.readAt > UNREADABLE_MS) {
      kept.delete(key)
      return null
    }
    kept.delete(key)
    kept.set(key, progress)
    return progress
  }
  const keep = (ask: NextRecordAsk, progress: Progress) => {
    kept.delete(keyOf(ask))
    kept.set(keyOf(ask), progress)
    if (kept.size <= maxKept) return
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }
  const known = (ask: NextRecordAsk) => answerOf(ask, progressOf(ask))
  const mayRead = ({ topic }: NextRecordAsk) => {
    const until = deniedUntil.get(topic) ?? 0
    if (until <= now()) deniedUntil.delete(topic)
    return until <= now()
  }

  return {
    known,
    async read(asks, { signal, timeoutMs, maxPlaces = MAX_PLACES }) {
      const slices = new Slices()
      const waited = new Map<string, NextRecordAsk>()
      const fresh = new Map<string, NextRecordAsk>()
      for (const ask of asks) {
        await slices.pause()
        if (!mayRead(ask) || known(ask) !== null) continue
        const key = keyOf(ask)
        if (left.has(key)) waited.set(key, ask)
        else fresh.set(key, ask)
      }
      const turn = [...waited, ...fresh]
      const rounds: ReadRounds = { gateway, signal, until: now() + timeoutMs, now, progressOf, keep }
      const { fetches, faults } = await readRounds(
        rounds,
        turn.slice(0, maxPlaces).map(([, ask]) => ask),
      )
      for (const { topic, fault } of faults) {
        if (fault.code === 'NOT_AUTHORIZED') deniedUntil.set(topic, now() + DENIED_MS)
      }
      left = new Set()
      for (const [key, ask] of turn) {
        await slices.pause()
        if (known(ask) === null) left.add(key)
      }
      return { asked: turn.length, found: turn.length - left.size, fetches, faults }
    },
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

function keyOf({ topic, topicId, partition, position }: NextRecordAsk): string {
  return `${topicId ?? topic}/${partition}@${position}`
}
