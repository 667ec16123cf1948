import type { LagCause, LagState } from './groups-state.ts'
import { withThousands } from './thousands.ts'

/** What a sentence needs of its cause, in any language. */
export interface CauseFacts {
  cause: LagCause
  /** Epoch milliseconds; lengths of time are counted up to it. */
  now: number
}

const UNITS = [
  { unit: 'd', ms: 86_400_000, below: Number.POSITIVE_INFINITY },
  { unit: 'h', ms: 3_600_000, below: 24 },
  { unit: 'min', ms: 60_000, below: 60 },
  { unit: 's', ms: 1_000, below: 60 },
] as const
export type LengthUnit = (typeof UNITS)[number]['unit']

/**
 * A length of time in its largest unit, and the next one where that tells something: `4 min`, `3 h 20 min`. Cut, never
 * rounded up. Empty below a second.
 */
export function lengthParts(ms: number): { count: number; unit: LengthUnit }[] {
  const first = UNITS.findIndex((unit) => ms >= unit.ms)
  if (first < 0) return []
  const parts = UNITS.map(({ unit, ms: unitMs, below }) => ({ unit, count: Math.floor(ms / unitMs) % below }))
  const { unit, count } = parts[first] ?? { unit: 's', count: 0 }
  const largest = { unit, count: Math.floor(ms / (UNITS[first]?.ms ?? 1)) }
  const next = parts[first + 1]
  // "4 min" is what people say; seconds beside minutes only flicker.
  const tells = next !== undefined && next.count > 0 && count > 0 && next.unit !== 's'
  return tells ? [largest, next] : [largest]
}

/** In English, the state of a group or of a partition and why it is so. What is not known is left out. */
export function causeSentence(cause: LagCause, now: number): string {
  const sentence = SENTENCES[cause.state]({ cause, now })
  if (cause.unconfirmed === undefined) return sentence
  const { asOf, changedAt } = cause.unconfirmed
  return `${sentence} Its coordinator changed ${lengthText(now - changedAt)} ago and does not tell all commits yet: this is what was known ${lengthText(now - asOf)} ago.`
}

const SENTENCES: Record<LagState, (facts: CauseFacts) => string> = {
  DATA_LOSS: ({ cause, now }) => {
    const since = cause.since === null ? 'before Sluice looked' : `${lengthText(now - cause.since)} ago`
    const ends =
      cause.logStart && cause.offset
        ? `: its log now starts at offset ${withThousands(cause.logStart)}, and the group stands at ${withThousands(cause.offset)}`
        : ''
    const lost = cause.lost === undefined ? 'messages' : messages(cause.lost)
    const verb = cause.lost === '1' ? 'was' : 'were'
    return `Data lost ${since}: ${lost} of ${placeText(cause)} ${verb} deleted unread${ends}.`
  },
  AHEAD: ({ cause, now }) => {
    const offset = cause.offset ? ` at offset ${withThousands(cause.offset)}` : ''
    const end = cause.logEnd ? `, ${withThousands(cause.logEnd)}` : ''
    return `Ahead of the log ${lasting(cause, now)}: the commit of ${placeText(cause)}${offset} lies beyond the log end${end}; the log was cut back or made anew.`
  },
  STALLED: ({ cause, now }) => {
    const offset = cause.offset ? ` since offset ${withThousands(cause.offset)}` : ''
    return `Stalled ${lasting(cause, now)}: ${members(cause.members)} alive, but ${placeText(cause)} has not moved${offset}.`
  },
  STOPPED: ({ cause, now }) => {
    const offset = cause.offset ? ` from offset ${withThousands(cause.offset)} on` : ''
    return `Stopped ${lasting(cause, now)}: no member is left, and ${unread(cause)} in ${placeText(cause)}${offset}.`
  },
  LSO_BLOCKED: ({ cause, now }) => {
    const from = cause.lastStable ?? cause.offset
    const held = from === undefined ? 'the rest' : `the rest from offset ${withThousands(from)} on`
    return `Held back ${lasting(cause, now)}: all that may be read of ${placeText(cause)} is read; ${holder(cause, now)} holds back ${held}.`
  },
  REWOUND: ({ cause, now }) => {
    const since = cause.since === null ? 'before Sluice looked' : `${lengthText(now - cause.since)} ago`
    const from = cause.from ? ` from offset ${withThousands(cause.from)}` : ''
    const to = cause.offset ? `; it now stands at ${withThousands(cause.offset)}` : ''
    return `Rewound ${since}: the commit of ${placeText(cause)} went back${from} and has not caught up${to}.`
  },
  LAGGING: ({ cause, now }) => {
    const behind = cause.lag === undefined ? 'behind' : `${messages(cause.lag)} behind`
    return `Lagging ${lasting(cause, now)}: it reads, but ${placeText(cause)} is ${behind} and comes no nearer.`
  },
  EMPTY_WITH_LAG: ({ cause, now }) => {
    const since =
      cause.since === null ? 'since before Sluice looked' : `for at least ${lengthText(now - cause.since)}`
    return `No members ${since}: ${unread(cause)} in ${placeText(cause)}, and nobody reads.`
  },
  TOPIC_GONE: ({ cause }) => {
    const name = cause.topic === undefined ? '' : ` ${cause.topic}`
    const left = onlyAssigned(cause)
      ? 'members of this group still have it assigned'
      : 'commits of this group to it are left'
    return `The topic${name} is no more, but ${left}.`
  },
  UNKNOWN: ({ cause, now }) =>
    `Not known ${lasting(cause, now)}: ${cause.fault?.message ?? 'its figures could not be read.'}`,
  WARMING: ({ cause }) => {
    const lag = cause.lag === undefined || cause.lag === '0' ? '' : `; ${unread(cause)}`
    return `Warming up: there are too few samples of ${placeText(cause)} to judge by${lag}.`
  },
  NO_COMMIT: ({ cause }) => {
    if (cause.topic !== undefined)
      return `No commit yet: ${placeText(cause)} is assigned, and nothing was ever committed there.`
    if (cause.members === undefined) return 'No commit: nothing is committed for this group.'
    if (cause.members === 0) return 'No commit: nothing is committed for this group, and it has no member.'
    return `No commit: ${members(cause.members)} in the group, and nothing is committed for it.`
  },
  PHANTOM: ({ cause }) => {
    const left =
      cause.lag === undefined
        ? 'what is left'
        : `the last ${cause.lag === '1' ? 'offset' : `${withThousands(cause.lag)} offsets`}`
    const hold = cause.lag === '1' || cause.lag === undefined ? 'holds' : 'hold'
    return `Nothing to read: ${left} of ${placeText(cause)} ${hold} no message, only what transactions or compaction leave.`
  },
  OK: ({ cause }) => {
    if (cause.lag === undefined) return 'No trouble seen.'
    if (cause.lag === '0') return 'All read.'
    // The partition is the one farthest behind, not one of several in the same trouble.
    return `No trouble seen; farthest behind is ${placeText({ ...cause, partitions: 1 })}, where ${unread(cause)}.`
  },
}

/** Of a topic that is no more: nothing is committed to it, it only was given to members. */
export function onlyAssigned({ offset, members }: LagCause): boolean {
  return offset === undefined && members !== undefined && members > 0
}

/** In English: `partition 2 of loans (and 3 more)`. */
export function placeText({ topic, partition, partitions }: LagCause): string {
  const more =
    partitions !== undefined && partitions > 1 ? ` (and ${withThousands(partitions - 1)} more)` : ''
  if (topic === undefined) return `the group${more}`
  return partition === undefined ? `${topic}${more}` : `partition ${partition} of ${topic}${more}`
}

function lasting({ since }: LagCause, now: number): string {
  return since === null ? 'since before Sluice looked' : `for ${lengthText(now - since)}`
}

/** In English: `3 h 20 min`. */
export function lengthText(ms: number): string {
  const parts = lengthParts(ms)
  return parts.length === 0 ? 'a moment' : parts.map(({ count, unit }) => `${count} ${unit}`).join(' ')
}

function messages(count: string): string {
  return count === '1' ? '1 message' : `${withThousands(count)} messages`
}

function unread({ lag }: LagCause): string {
  if (lag === undefined) return 'messages are unread'
  return `${messages(lag)} ${lag === '1' ? 'is' : 'are'} unread`
}

function members(count: number | undefined): string {
  if (count === undefined) return 'members are'
  return count === 1 ? '1 member is' : `${withThousands(count)} members are`
}

function holder({ producerId, transactionalId, openSince }: LagCause, now: number): string {
  const who = transactionalId ? ` “${transactionalId}”` : producerId ? ` of producer ${producerId}` : ''
  const age = openSince == null ? '' : `, open for ${lengthText(now - openSince)},`
  return `the transaction${who}${age}`.replace(/^the transaction(?=$|,)/, 'an open transaction')
}
