import { readOffset, readPartition, type Start } from '@sluice/shared/messages-start'
import { formatAgo, type TimeText } from '@sluice/shared/time-text'
import { formatInstant } from '#lib/time-format.ts'
import { parseTimeText } from './time-text.ts'

export const START_KINDS = ['newest', 'oldest', 'offset', 'time', 'offsets'] as const
type StartKind = (typeof START_KINDS)[number]

/** The start as it stands in the fields, before it is used. */
export interface Draft {
  kind: StartKind
  offset: string
  time: string
  /** Whether `now-…` stays as it is instead of becoming the time that it means. */
  moves: boolean
  offsets: string
}

export type DraftReading = { ok: true; start: Start } | { ok: false; fault: 'offset' | 'time' | 'offsets' }

export function draftOf(start: Start, zone: string): Draft {
  const draft: Draft = { kind: 'newest', offset: '', time: 'now-15m', moves: false, offsets: '' }
  switch (start.kind) {
    case 'offset':
      return { ...draft, kind: 'offset', offset: start.offset }
    case 'time':
      return { ...draft, kind: 'time', time: instantText(start.ms, zone) }
    case 'ago':
      return { ...draft, kind: 'time', time: formatAgo(start.agoMs), moves: true }
    case 'offsets':
      return { ...draft, kind: 'offsets', offsets: formatOffsets(start.offsets) }
    default:
      return { ...draft, kind: start.kind }
  }
}

export function readDraft(draft: Draft, zone: string, nowMs: number): DraftReading {
  switch (draft.kind) {
    case 'newest':
    case 'oldest':
      return { ok: true, start: { kind: draft.kind } }
    case 'offset': {
      const offset = readOffset(draft.offset)
      return offset === null
        ? { ok: false, fault: 'offset' }
        : { ok: true, start: { kind: 'offset', offset } }
    }
    case 'time': {
      const time = parseTimeText(draft.time, zone, nowMs)
      return time === null
        ? { ok: false, fault: 'time' }
        : { ok: true, start: startAt(time, draft.moves, nowMs) }
    }
    case 'offsets': {
      const offsets = parseOffsets(draft.offsets)
      return offsets === null
        ? { ok: false, fault: 'offsets' }
        : { ok: true, start: { kind: 'offsets', offsets } }
    }
  }
}

/** `0:1204, 1:1187`; null where a pair is not one, or there is none. */
export function parseOffsets(text: string): Record<number, string> | null {
  const offsets: Record<number, string> = {}
  for (const pair of text.split(/[\n;]|,(?=\s*\d+\s*[:=])/)) {
    if (pair.trim() === '') continue
    const [left = '', right = '', ...more] = pair.split(/[:=]/)
    const [partition, offset] = [readPartition(left.trim()), readOffset(right)]
    if (partition === null || offset === null || more.length > 0) return null
    offsets[partition] = offset
  }
  return Object.keys(offsets).length === 0 ? null : offsets
}

export function formatOffsets(offsets: Readonly<Record<number, string>>): string {
  return Object.entries(offsets)
    .map(([partition, offset]) => `${partition}:${offset}`)
    .join(', ')
}

function startAt(time: TimeText, moves: boolean, nowMs: number): Start {
  if (time.kind === 'at') return { kind: 'time', ms: time.ms }
  return moves ? time : { kind: 'time', ms: nowMs - time.agoMs }
}

/** Wall-clock text that is read back as the same instant; its offset is added only where the clock alone is not enough. */
function instantText(ms: number, zone: string): string {
  const instant = formatInstant(ms, zone)
  if (instant === null) return String(ms)
  const text = `${instant.date} ${instant.time}`
  const read = parseTimeText(text, zone, ms)
  return read?.kind === 'at' && read.ms === ms ? text : `${text}${instant.offset}`
}
