import { type End, endPosition } from '@sluice/shared/messages-end'
import { readNamedPlace, readOffset, type Start } from '@sluice/shared/messages-start'
import { formatAgo } from '@sluice/shared/time-text'
import { instantText, readDraftTime } from './draft-time.ts'

export const END_KINDS = ['log-end', 'time', 'offset', 'bookmark', 'group'] as const
export type EndKind = (typeof END_KINDS)[number]

/** The end of the range as it stands in the fields. */
export interface EndDraft {
  kind: EndKind
  time: string
  /** Whether `now-…` stays as it is instead of becoming the time that it means. */
  moves: boolean
  offset: string
  /** Id of a bookmark; empty: none is chosen yet. */
  bookmark: string
  group: string
}

/** `end-order`: the range would end before it starts. */
export type EndFault = 'end-time' | 'end-offset' | 'end-order' | 'end-named'

export function endDraftOf(end: End, zone: string): EndDraft {
  const draft: EndDraft = { kind: 'log-end', time: 'now', moves: false, offset: '', bookmark: '', group: '' }
  if (end === null) return draft
  if (end.kind === 'offset') return { ...draft, kind: 'offset', offset: end.offset }
  if (end.kind === 'bookmark') return { ...draft, kind: 'bookmark', bookmark: end.id }
  if (end.kind === 'group') return { ...draft, kind: 'group', group: end.group }
  return end.kind === 'time'
    ? { ...draft, kind: 'time', time: instantText(end.ms, zone) }
    : { ...draft, kind: 'time', time: formatAgo(end.agoMs), moves: true }
}

export function readEndDraft(
  draft: EndDraft,
  start: Start,
  zone: string,
  nowMs: number,
): { ok: true; end: End } | { ok: false; fault: EndFault } {
  if (draft.kind === 'log-end') return { ok: true, end: null }
  if (draft.kind === 'bookmark' || draft.kind === 'group') {
    const named = readNamedPlace(draft.kind, draft[draft.kind])
    return named === null ? { ok: false, fault: 'end-named' } : { ok: true, end: named }
  }
  if (draft.kind === 'offset') {
    const offset = readOffset(draft.offset)
    if (offset === null) return { ok: false, fault: 'end-offset' }
    const before = start.kind === 'offset' && BigInt(offset) <= BigInt(start.offset)
    return before ? { ok: false, fault: 'end-order' } : { ok: true, end: { kind: 'offset', offset } }
  }
  const end = readDraftTime(draft.time, draft.moves, zone, nowMs)
  if (end === null) return { ok: false, fault: 'end-time' }
  return endsBefore(end, start, nowMs) ? { ok: false, fault: 'end-order' } : { ok: true, end }
}

/** Offsets and times cannot be compared here; the server says of those that the range is empty. */
function endsBefore(end: End, start: Start, nowMs: number): boolean {
  const at = endPosition(end, nowMs)
  const from = start.kind === 'time' ? start.ms : start.kind === 'ago' ? nowMs - start.agoMs : null
  return from !== null && at !== undefined && 'timestamp' in at && at.timestamp <= from
}
