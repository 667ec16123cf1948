import type { ScanPosition } from './messages.ts'
import {
  type NamedPlace,
  namedPosition,
  type RangeTime,
  readNamedPlace,
  readOffset,
  readTime,
  writeNamedPlace,
  writeTime,
} from './messages-start.ts'

/** Where reading ends, itself not read; null: the end of the log at that moment. */
export type End = RangeTime | { kind: 'offset'; offset: string } | NamedPlace | null

/** Reads the text behind `to=` in a link. */
export function readEnd(text: string): { end: End } | null {
  const colon = text.indexOf(':')
  const [kind, rest] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)]
  if (kind === 'time') {
    const time = readTime(rest)
    return time && { end: time }
  }
  const named = readNamedPlace(kind, rest)
  if (named !== null) return { end: named }
  const offset = kind === 'offset' ? readOffset(rest) : null
  return offset === null ? null : { end: { kind: 'offset', offset } }
}

export function writeEnd(end: End): string | undefined {
  if (end === null) return undefined
  if (end.kind === 'bookmark' || end.kind === 'group') return writeNamedPlace(end)
  return end.kind === 'offset' ? `offset:${end.offset}` : writeTime(end)
}

/** The position to ask the server for, when the scan begins at `nowMs`; below 0 the log start, as for the start. */
export function endPosition(end: End, nowMs: number): ScanPosition | undefined {
  if (end === null) return undefined
  if (end.kind === 'offset') return { offset: end.offset }
  if (end.kind === 'bookmark' || end.kind === 'group') return namedPosition(end)
  return { timestamp: end.kind === 'time' ? end.ms : nowMs - end.agoMs }
}
