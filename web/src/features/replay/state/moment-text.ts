import { readOffset, readStart } from '@sluice/shared/messages-start'
import { formatAgo } from '@sluice/shared/time-text'
import { formatInstant } from '#lib/time-format.ts'
import { parseTimeText } from '#lib/time-text.ts'
import type { Moment } from './moment.ts'
import { timeText } from './point-words.ts'

/** Kinds of points that are written as text; a time may move with the clock. */
export type TypedKind = 'time' | 'offset' | 'offsets'

export function typedKindOf({ kind }: Moment): TypedKind | null {
  if (kind === 'ago') return 'time'
  return kind === 'time' || kind === 'offset' || kind === 'offsets' ? kind : null
}

/** Reads what was typed as a point of that kind; null where it is none. */
export function readMomentText(
  text: string,
  kind: TypedKind,
  { zone, nowMs }: { zone: string; nowMs: number },
): Moment | null {
  if (kind === 'offset') {
    const offset = readOffset(text)
    return offset === null ? null : { kind, offset }
  }
  if (kind === 'offsets') {
    const start = readStart(`offsets:${text.replaceAll(/\s/g, '')}`)?.start ?? null
    return start?.kind === 'offsets' ? start : null
  }
  const time = parseTimeText(text, zone, nowMs)
  if (time === null) return null
  return time.kind === 'at' ? { kind: 'time', ms: time.ms } : time
}

/** A point as it would be typed, so that it is read back as the same. */
export function momentText(moment: Moment, zone: string): string {
  switch (moment.kind) {
    case 'offset':
      return moment.offset
    case 'offsets':
      return Object.entries(moment.offsets)
        .map(([partition, offset]) => `${partition}:${offset}`)
        .join(',')
    case 'ago':
      return formatAgo(moment.agoMs)
    case 'time':
      return instantText(moment.ms, zone)
    default:
      return ''
  }
}

/** The doubled hour of a change of clocks is told apart by its offset only. */
function instantText(ms: number, zone: string): string {
  const text = timeText(ms, zone)
  const read = parseTimeText(text, zone, ms)
  if (read?.kind === 'at' && read.ms === ms) return text
  return `${text}${formatInstant(ms, zone)?.offset ?? ''}`
}
