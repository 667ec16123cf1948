import type { End } from '@sluice/shared/messages-end'
import { readNamedPlace, readOffset, readPartition, type Start } from '@sluice/shared/messages-start'
import { formatAgo } from '@sluice/shared/time-text'
import { instantText, readDraftTime } from './draft-time.ts'
import { type EndDraft, type EndFault, endDraftOf, readEndDraft } from './end-draft.ts'

export const START_KINDS = ['newest', 'oldest', 'offset', 'time', 'offsets', 'bookmark', 'group'] as const
type StartKind = (typeof START_KINDS)[number]

/** The range as it stands in the fields, before it is used. */
export interface Draft {
  kind: StartKind
  offset: string
  time: string
  /** Whether `now-…` stays as it is instead of becoming the time that it means. */
  moves: boolean
  offsets: string
  /** Id of a bookmark; empty: none is chosen yet. */
  bookmark: string
  group: string
  end: EndDraft
}

/** `named`: no bookmark or group is chosen. */
export type DraftFault = StartFault | EndFault
type StartFault = 'offset' | 'time' | 'offsets' | 'named'
export type DraftReading = { ok: true; start: Start; end: End } | { ok: false; fault: DraftFault }

export function draftOf({ start, end }: { start: Start; end: End }, zone: string): Draft {
  const draft: Draft = {
    kind: 'newest',
    offset: '',
    time: 'now-15m',
    moves: false,
    offsets: '',
    bookmark: '',
    group: '',
    end: endDraftOf(end, zone),
  }
  switch (start.kind) {
    case 'offset':
      return { ...draft, kind: 'offset', offset: start.offset }
    case 'time':
      return { ...draft, kind: 'time', time: instantText(start.ms, zone) }
    case 'ago':
      return { ...draft, kind: 'time', time: formatAgo(start.agoMs), moves: true }
    case 'offsets':
      return { ...draft, kind: 'offsets', offsets: formatOffsets(start.offsets) }
    case 'bookmark':
      return { ...draft, kind: 'bookmark', bookmark: start.id }
    case 'group':
      return { ...draft, kind: 'group', group: start.group }
    default:
      return { ...draft, kind: start.kind }
  }
}

export function readDraft(draft: Draft, zone: string, nowMs: number): DraftReading {
  const start = readStartDraft(draft, zone, nowMs)
  if (typeof start === 'string') return { ok: false, fault: start }
  const reading = readEndDraft(draft.end, start, zone, nowMs)
  return reading.ok ? { ok: true, start, end: reading.end } : reading
}

function readStartDraft(draft: Draft, zone: string, nowMs: number): Start | StartFault {
  switch (draft.kind) {
    case 'newest':
    case 'oldest':
      return { kind: draft.kind }
    case 'offset': {
      const offset = readOffset(draft.offset)
      return offset === null ? 'offset' : { kind: 'offset', offset }
    }
    case 'time':
      return readDraftTime(draft.time, draft.moves, zone, nowMs) ?? 'time'
    case 'offsets': {
      const offsets = parseOffsets(draft.offsets)
      return offsets === null ? 'offsets' : { kind: 'offsets', offsets }
    }
    case 'bookmark':
      return readNamedPlace('bookmark', draft.bookmark) ?? 'named'
    case 'group':
      return readNamedPlace('group', draft.group) ?? 'named'
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
