import type { AlertCondition } from '@sluice/shared/alerts'
import { LAG_STATES, type LagState, type TimeLag } from '@sluice/shared/groups-state'
import type { GroupStanding } from '../../groups/lag-board.ts'
import type { NameMatch } from './name-patterns.ts'

/** Why a figure cannot be had: the cluster's, the group's, or too few samples yet. */
export type UnknownBecause = 'cluster' | 'group' | 'warming'

/**
 * What a condition says of one sample. `between`: no longer beyond its threshold, and not so far within that it counts as
 * over. `text` is the figure on the wire, `weight` orders figures of one condition, worst highest.
 */
export type Reading = KnownReading | { verdict: 'unknown'; because: UnknownBecause }

export interface KnownReading {
  verdict: 'beyond' | 'between' | 'within'
  text: string | null
  weight: number
}

/** What of a group a condition looks at: all of it, or some topics. */
export interface Figures {
  lag: bigint | null
  /** A partition's lag is not known, so that `lag` is the least it can be. */
  partly: boolean
  lost: bigint | null
  time: TimeLag
  timeToLossMs: number | null
  lagState: LagState
  /** How long the stillest partition with lag has stood; null where none has lag. */
  stillMs: number | null
}

const UNKNOWN: Reading = { verdict: 'unknown', because: 'group' }

/** Judges the figures of a sample. */
export function readCondition(condition: AlertCondition, figures: Figures): Reading {
  switch (condition.kind) {
    case 'lagTime':
      return readTime(condition.aboveMs, figures)
    case 'lagMessages':
      return readMessages(BigInt(condition.above), figures)
    case 'state':
      return readState(condition.states, figures.lagState)
    case 'timeToLoss':
      return readTimeToLoss(condition.belowMs, figures)
    case 'noProgress':
      if (figures.lag === null) return UNKNOWN
      return above(figures.stillMs ?? 0, condition.afterMs)
    case 'lost':
      if (figures.lost === null) return UNKNOWN
      return {
        verdict: figures.lost > 0n ? 'beyond' : 'within',
        text: figures.lost.toString(),
        weight: Number(figures.lost),
      }
  }
}

function above(value: number, threshold: number): KnownReading {
  const verdict = value > threshold ? 'beyond' : value < threshold * 0.8 ? 'within' : 'between'
  return { verdict, text: String(Math.round(value)), weight: value }
}

function readTime(threshold: number, { time, lag }: Figures): Reading {
  if (time.ms === null) return lag === 0n ? above(0, threshold) : UNKNOWN
  if (!time.atLeast) return above(time.ms, threshold)
  // "At least this old" tells of a threshold below it, and nothing of one above.
  return time.ms >= threshold ? { ...above(time.ms, threshold), verdict: 'beyond' } : UNKNOWN
}

function readMessages(threshold: bigint, { lag, partly }: Figures): Reading {
  if (lag === null) return UNKNOWN
  const beyond = lag > threshold
  if (partly && !beyond) return UNKNOWN
  const verdict = beyond ? 'beyond' : lag * 10n < threshold * 8n || lag === 0n ? 'within' : 'between'
  return { verdict, text: lag.toString(), weight: Number(lag) }
}

function readState(states: readonly LagState[], state: LagState): Reading {
  const weight = LAG_STATES.length - LAG_STATES.indexOf(state)
  if (states.includes(state)) return { verdict: 'beyond', text: state, weight }
  if (state === 'WARMING') return { verdict: 'unknown', because: 'warming' }
  return state === 'UNKNOWN' ? UNKNOWN : { verdict: 'within', text: state, weight }
}

function readTimeToLoss(threshold: number, { timeToLossMs, lag, lagState }: Figures): Reading {
  const weight = timeToLossMs === null ? Number.NEGATIVE_INFINITY : -timeToLossMs
  // Null is "never" where the lag is known: nothing is unread, or nothing is deleted.
  if (timeToLossMs === null)
    return lag === null || lagState === 'UNKNOWN' ? UNKNOWN : { verdict: 'within', text: null, weight }
  const verdict = timeToLossMs < threshold ? 'beyond' : timeToLossMs > threshold * 1.25 ? 'within' : 'between'
  return { verdict, text: String(Math.round(timeToLossMs)), weight }
}

/** The figures of a group, or of those of its topics that a rule names. Null: the group reads none of them. */
export function figuresOf(
  standing: GroupStanding,
  topics: NameMatch | null,
  stillMs: number | null,
): Figures | null {
  const { lag, lost, time, timeToLossMs, lagState, unknownPartitions } = standing
  if (topics === null)
    return { lag, partly: unknownPartitions > 0, lost, time, timeToLossMs, lagState, stillMs }
  const named = standing.topics.filter(({ topic }) => topics(topic))
  const [first] = named
  if (first === undefined) return null
  const known = named.filter((topic) => topic.lag !== null)
  return {
    lag: known.length === 0 ? null : known.reduce((sum, topic) => sum + (topic.lag ?? 0n), 0n),
    partly:
      known.length < named.length ||
      named.some(({ partitions }) => partitions.some((partition) => partition.lag === null)),
    lost: named.some((topic) => topic.lost === null)
      ? null
      : named.reduce((sum, topic) => sum + (topic.lost ?? 0n), 0n),
    time: named.map((topic) => topic.time).reduce(older),
    timeToLossMs,
    lagState: named.map((topic) => topic.lagState).reduce(worse, first.lagState),
    stillMs,
  }
}

/** Where the time of one topic is not known, that of the other is the least that it can be for both. */
function older(a: TimeLag, b: TimeLag): TimeLag {
  if (a.ms === null) return b.ms === null ? b : { ...b, atLeast: true }
  if (b.ms === null) return { ...a, atLeast: true }
  return b.ms > a.ms ? b : a
}

function worse(a: LagState, b: LagState): LagState {
  return LAG_STATES.indexOf(b) < LAG_STATES.indexOf(a) ? b : a
}
