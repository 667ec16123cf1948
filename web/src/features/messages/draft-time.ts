import type { RangeTime } from '@sluice/shared/messages-start'
import { formatInstant } from '#lib/time-format.ts'
import { parseTimeText } from '#lib/time-text.ts'

/** Reads the text of a time field; `moves` keeps `now-…` as it is instead of the time that it means. */
export function readDraftTime(text: string, moves: boolean, zone: string, nowMs: number): RangeTime | null {
  const time = parseTimeText(text, zone, nowMs)
  if (time === null) return null
  if (time.kind === 'at') return { kind: 'time', ms: time.ms }
  return moves ? time : { kind: 'time', ms: nowMs - time.agoMs }
}

/** Wall-clock text, no longer than it must be; it is read back as the same instant. */
export function instantText(ms: number, zone: string): string {
  const instant = formatInstant(ms, zone)
  if (instant === null) return String(ms)
  const text = `${instant.date} ${shortClock(instant.time)}`
  const read = parseTimeText(text, zone, ms)
  // The doubled hour of a change of clocks is told apart by its offset only.
  return read?.kind === 'at' && read.ms === ms ? text : `${text}${instant.offset}`
}

/** `16:16:00.000` is `16:16`: a field beside another one has no room for zeros. */
function shortClock(time: string): string {
  return time.replace(/\.000$/, '').replace(/^(\d{2}:\d{2}):00$/, '$1')
}
