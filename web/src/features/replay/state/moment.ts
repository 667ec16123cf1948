import { readStart, type Start, writeStart } from '@sluice/shared/messages-start'
import type { STATE_CUTS, StatePoint } from '@sluice/shared/replay-state'

/** A point that a topic is looked at as of, as a link says it. `now` and `ago` move with the clock. */
export type Moment = { kind: 'now' } | Exclude<Start, { kind: 'newest' } | { kind: 'oldest' }>
export type MomentKind = Moment['kind']
/** How times cut. */
export type CutBy = (typeof STATE_CUTS)[number]

export const NOW: Moment = { kind: 'now' }

/** Reads the text behind `at=` and `base=`. */
export function readMoment(text: string): Moment | null {
  if (text === 'now') return NOW
  const start = readStart(text)?.start ?? null
  return start === null || start.kind === 'newest' || start.kind === 'oldest' ? null : start
}

export function writeMoment(moment: Moment): string {
  return moment.kind === 'now' ? 'now' : writeStart(moment, 1)
}

/** The point to ask the server for, when it is asked at `nowMs`. */
export function pointOf(moment: Moment, by: CutBy, nowMs: number): StatePoint {
  switch (moment.kind) {
    case 'now':
      return { now: true }
    case 'time':
      return { time: Math.max(0, moment.ms), by }
    case 'ago':
      return { time: Math.max(0, nowMs - moment.agoMs), by }
    case 'offset':
      return { offset: moment.offset }
    case 'offsets':
      return { offsets: { ...moment.offsets } }
    case 'bookmark':
      return { bookmark: moment.id }
    case 'group':
      return { group: moment.group }
  }
}

export function isTimed(moment: Moment | null): boolean {
  return moment?.kind === 'time' || moment?.kind === 'ago'
}

/** The time of a moment where it is one. */
export function msOf(moment: Moment | null, nowMs: number): number | null {
  if (moment?.kind === 'now') return nowMs
  if (moment?.kind === 'time') return moment.ms
  return moment?.kind === 'ago' ? nowMs - moment.agoMs : null
}
