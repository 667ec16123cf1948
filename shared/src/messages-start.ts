import type { ScanPosition } from './messages.ts'
import { BookmarkId } from './replay-bookmark-id.ts'
import { formatAgo, readTimeText, UTC_CLOCK } from './time-text.ts'

/** A time that stays where it is, or one that moves with the clock. */
export type RangeTime = { kind: 'time'; ms: number } | { kind: 'ago'; agoMs: number }

/** A place that is kept under a name: a bookmark’s stays, a group’s moves on as it commits. */
export type NamedPlace = { kind: 'bookmark'; id: string } | { kind: 'group'; group: string }

/** Where reading starts. `ago` moves with the clock; everything else stays where it is. */
export type Start =
  | { kind: 'newest' }
  | { kind: 'oldest' }
  | { kind: 'offset'; offset: string }
  | RangeTime
  | { kind: 'offsets'; offsets: Readonly<Record<number, string>> }
  | NamedPlace

const MAX_OFFSET = 9_223_372_036_854_775_807n
const MAX_PARTITION = 2_147_483_647
const DIGITS = /^\d{1,19}$/

/** An offset as Kafka can have it, without leading zeros; null for anything else. */
export function readOffset(text: string): string | null {
  const digits = text.trim().replace(/[\s_,\u202f]/g, '')
  if (!DIGITS.test(digits)) return null
  const offset = BigInt(digits)
  return offset <= MAX_OFFSET ? offset.toString() : null
}

export function readPartition(text: string): number | null {
  if (!/^\d{1,10}$/.test(text)) return null
  const partition = Number(text)
  return partition <= MAX_PARTITION ? partition : null
}

/** Reads the text behind `from=` in a link; `newest` carries its number apart. */
export function readStart(text: string): { start: Start; newest?: number } | null {
  const colon = text.indexOf(':')
  const [kind, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  if (kind === 'oldest' && rest === '') return { start: { kind: 'oldest' } }
  if (kind === 'newest') {
    return /^[1-9]\d{0,5}$/.test(rest) ? { start: { kind: 'newest' }, newest: Number(rest) } : null
  }
  if (kind === 'offset') {
    const offset = readOffset(rest)
    return offset === null ? null : { start: { kind: 'offset', offset } }
  }
  if (kind === 'offsets') return readOffsets(rest)
  const named = readNamedPlace(kind, rest)
  if (named !== null) return { start: named }
  const time = kind === 'time' ? readTime(rest) : null
  return time && { start: time }
}

/** `bookmark:id` or `group:id`, split at its first colon; a group may have further ones in its id. */
export function readNamedPlace(kind: string, rest: string): NamedPlace | null {
  if (kind === 'bookmark') return BookmarkId.safeParse(rest).success ? { kind, id: rest } : null
  return kind === 'group' && rest !== '' ? { kind, group: rest } : null
}

export function writeNamedPlace(place: NamedPlace): string {
  return place.kind === 'bookmark' ? `bookmark:${place.id}` : `group:${place.group}`
}

export function namedPosition(place: NamedPlace): ScanPosition {
  return place.kind === 'bookmark' ? { bookmark: place.id } : { group: place.group }
}

export function writeTime(time: RangeTime): string {
  return `time:${time.kind === 'time' ? writeInstant(time.ms) : formatAgo(time.agoMs)}`
}

export function writeStart(start: Start, limit: number): string {
  switch (start.kind) {
    case 'newest':
      return `newest:${limit}`
    case 'oldest':
      return 'oldest'
    case 'offset':
      return `offset:${start.offset}`
    case 'time':
    case 'ago':
      return writeTime(start)
    case 'offsets':
      return `offsets:${Object.entries(start.offsets)
        .map(([partition, offset]) => `${partition}:${offset}`)
        .join(',')}`
    case 'bookmark':
    case 'group':
      return writeNamedPlace(start)
  }
}

/** The position to ask the server for, when the scan begins at `nowMs`. */
export function startPosition(start: Start, limit: number, nowMs: number): ScanPosition {
  switch (start.kind) {
    case 'newest':
      return { newest: limit }
    case 'oldest':
      return { oldest: true }
    case 'offset':
      return { offset: start.offset }
    case 'time':
      return { timestamp: start.ms }
    case 'ago':
      return { timestamp: nowMs - start.agoMs }
    case 'offsets':
      return { offsets: { ...start.offsets } }
    case 'bookmark':
    case 'group':
      return namedPosition(start)
  }
}

function readOffsets(text: string): { start: Start } | null {
  const offsets: Record<number, string> = {}
  for (const pair of text.split(',')) {
    const [left = '', right = ''] = pair.split(':')
    const [partition, offset] = [readPartition(left), readOffset(right)]
    if (partition === null || offset === null) return null
    offsets[partition] = offset
  }
  return { start: { kind: 'offsets', offsets } }
}

export function readTime(text: string): RangeTime | null {
  if (/^-?\d+$/.test(text)) {
    const ms = Number(text)
    return isInstant(ms) ? { kind: 'time', ms } : null
  }
  // A link means the same everywhere: a time without a zone is UTC.
  const time = readTimeText(text, UTC_CLOCK, 0)
  return time?.kind === 'at' ? { kind: 'time', ms: time.ms } : time
}

/** ISO in UTC in the years of this era that Kafka has seen or will see, epoch milliseconds otherwise. */
function writeInstant(ms: number): string {
  const iso = new Date(ms).toISOString()
  return /^[12]\d{3}-/.test(iso) ? iso : String(ms)
}

function isInstant(ms: number): boolean {
  return Math.abs(ms) <= 8.64e15
}
