import type { Message, MissingPartition } from '@sluice/shared/messages'

/** A stretch of time, `[from, to)` in epoch milliseconds. */
export interface PlaySpan {
  readonly from: number
  readonly to: number
}

/** A message with its place on the clock of a play back. */
export interface PlayEvent {
  readonly message: Message
  /** The latest time in its partition up to it: when one who reads the log in its order comes to it. */
  readonly at: number
  /** By how much its own time is earlier than that: a late message; 0 where it is in order. */
  readonly lateMs: number
}

/** `waiting`: it would play, and the events are on their way; `ended`: nothing of the range is left to play. */
export type PlayPhase = 'paused' | 'playing' | 'waiting' | 'ended'

/** Time that was passed over because nothing happened in it. */
export type PlayFold = PlaySpan

/** What changes seldom; the time itself is `PlayEngine.now()`. */
export interface PlaySnapshot {
  readonly phase: PlayPhase
  readonly speed: number
  /** Stretches without an event that would take longer than this to play are passed over; null: none are. */
  readonly skipMs: number | null
  readonly range: PlaySpan
  /** What is held of the range: everything in it is known. */
  readonly loaded: PlaySpan
  /** Changes whenever other events are held. */
  readonly version: number
  /** How many of the events held were played: where the first of the others stands. */
  readonly index: number
  /** The event that was played last; null before the first of the range. */
  readonly current: PlayEvent | null
  /** Changes with every event, step and jump. */
  readonly at: number
  /** A scan is under way. */
  readonly loading: boolean
  /** Records without a usable time, which have no place on a clock. */
  readonly untimed: number
  /** Partitions that could not be read. */
  readonly missing: readonly MissingPartition[]
  /** Why reading stopped; null: it did not. */
  readonly fault: unknown
}

/** What the clock passed since it was heard last; `jumped`: it went elsewhere, and `events` are not to be told as a flow. */
export interface Played {
  readonly from: number
  readonly to: number
  readonly events: readonly PlayEvent[]
  readonly jumped: boolean
}

export const SPEED_MIN = 0.1
export const SPEED_MAX = 1000

/** One clock over the events of several topics, and what drives it. Whoever draws asks it; nothing here draws. */
export interface PlayEngine {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => PlaySnapshot
  /** The time shown now, in epoch milliseconds with fractions. The same throughout one frame. */
  readonly now: () => number
  /** All events held, in the order in which they are played. Changes with `version`; never to be changed. */
  readonly held: () => readonly PlayEvent[]
  /** Events held with `after < at <= upTo`, in the order in which they are played. */
  readonly between: (after: number, upTo: number) => readonly PlayEvent[]
  /** Called in each frame in which the clock moved. */
  readonly onPlayed: (listener: (played: Played) => void) => () => void
  readonly play: () => void
  readonly pause: () => void
  readonly seek: (at: number) => void
  /** To a certain event, which is then the one played last. */
  readonly seekEvent: (event: Pick<PlayEvent, 'at'> & { message: EventPlace }) => void
  /** One event on or back; waits for it where it is not held yet. */
  readonly step: (by: 1 | -1) => void
  readonly setSpeed: (speed: number) => void
  readonly setSkip: (skipMs: number | null) => void
  /** Reads on after a fault. */
  readonly retry: () => void
  readonly dispose: () => void
}

/** Where an event stands in the log. */
export type EventPlace = Pick<Message, 'topic' | 'partition' | 'offset'>

export function samePlace(one: EventPlace, other: EventPlace): boolean {
  return one.offset === other.offset && one.partition === other.partition && one.topic === other.topic
}
