import type { KnownReading, Reading, UnknownBecause } from './reading.ts'

/** What keeps an alert from coming and going with every sample. */
export interface AlertTiming {
  /** Reads of a group that must agree before it fires or clears. */
  samples: number
  /** How long one that fires stays at least. */
  holdMs: number
  /** More turns than this within the window: it flaps. */
  turnsMax: number
  turnWindowMs: number
}

export const ALERT_TIMING: AlertTiming = {
  samples: 3,
  holdMs: 300_000,
  turnsMax: 4,
  turnWindowMs: 1_800_000,
}

/** One rule on one group. Plain data, so that it can be kept over a restart. */
export interface AlertState {
  phase: 'idle' | 'pending' | 'firing'
  /** First sample beyond the threshold. */
  since: number
  firedAt: number | null
  /** For how long, and at how many reads, the figure has been on the side that leads to the next phase. */
  countedMs: number
  reads: number
  /** The last sample that could be read; null after a gap, so that the gap counts for neither side. */
  lastAt: number | null
  asOf: number | null
  unknownSince: number | null
  unknownBecause: UnknownBecause | null
  value: string | null
  worst: string | null
  worstWeight: number | null
  /** When it fired or ended within the window. */
  turns: readonly number[]
  flapping: boolean
}

export interface AlertSample {
  at: number
  /** When the group was read: a sample of the same read adds time, and no further read. */
  asOf: number | null
  reading: Reading
}

export interface StepRule {
  forMs: number
  /** Reads that must agree; a figure that cannot be an outlier needs but one. */
  samples: number
  /** A longer step is a gap of the collector. */
  gapMs: number
}

/** What there is to tell. `flapping` stands for all turns until it settles. */
export type AlertTurn = 'fired' | 'resolved' | 'flapping'

export interface AlertStep {
  /** Null: nothing is left to remember. */
  state: AlertState | null
  turn: AlertTurn | null
  /** An occurrence ended at this step, told or not: as it was before. */
  ended: AlertState | null
}

const IDLE: AlertState = {
  phase: 'idle',
  since: 0,
  firedAt: null,
  countedMs: 0,
  reads: 0,
  lastAt: null,
  asOf: null,
  unknownSince: null,
  unknownBecause: null,
  value: null,
  worst: null,
  worstWeight: null,
  turns: [],
  flapping: false,
}

/** One sample on: pure, so that a history can be run through it as the present is. */
export function stepAlert(
  rule: StepRule,
  before: AlertState | null,
  { at, asOf, reading }: AlertSample,
  timing: AlertTiming = ALERT_TIMING,
): AlertStep {
  const state = before ?? IDLE
  if (reading.verdict === 'unknown') return stepUnknown(before, at, reading.because)
  const gap = state.lastAt === null || at - state.lastAt > rule.gapMs
  const known: AlertState = {
    ...state,
    lastAt: at,
    asOf,
    unknownSince: null,
    unknownBecause: null,
    value: reading.text,
  }
  const dt = gap ? 0 : at - (state.lastAt ?? at)
  const read = asOf === null || asOf !== state.asOf ? 1 : 0
  if (state.phase === 'firing') return stepFiring(rule, known, reading, { at, dt, read }, timing)
  return stepWaiting(rule, known, reading, { at, dt, read }, timing)
}

interface Step {
  at: number
  dt: number
  read: number
}

/** Neither fires nor ends: what was counted stays, and the time that cannot be seen is not counted. */
function stepUnknown(before: AlertState | null, at: number, because: UnknownBecause): AlertStep {
  if (before === null) return { state: null, turn: null, ended: null }
  const state = {
    ...before,
    lastAt: null,
    unknownSince: before.unknownSince ?? at,
    unknownBecause: because,
  }
  return { state, turn: null, ended: null }
}

function stepWaiting(
  rule: StepRule,
  state: AlertState,
  reading: KnownReading,
  { at, dt, read }: Step,
  timing: AlertTiming,
): AlertStep {
  if (reading.verdict !== 'beyond')
    return settle({ ...IDLE, lastAt: at, turns: state.turns, flapping: state.flapping }, at, timing)
  const pending: AlertState =
    state.phase === 'pending'
      ? worstOf({ ...state, countedMs: state.countedMs + dt, reads: state.reads + read }, reading)
      : worstOf({ ...state, phase: 'pending', since: at, firedAt: null, countedMs: 0, reads: 1 }, reading)
  if (pending.countedMs < rule.forMs || pending.reads < rule.samples) return settle(pending, at, timing)
  return turnTo(
    { ...pending, phase: 'firing', firedAt: at, countedMs: 0, reads: 0 },
    'fired',
    at,
    timing,
    null,
  )
}

function stepFiring(
  rule: StepRule,
  state: AlertState,
  reading: KnownReading,
  { at, dt, read }: Step,
  timing: AlertTiming,
): AlertStep {
  if (reading.verdict !== 'within')
    return settle(worstOf({ ...state, countedMs: 0, reads: 0 }, reading), at, timing)
  const counted = {
    ...state,
    countedMs: state.reads === 0 ? 0 : state.countedMs + dt,
    reads: state.reads + (state.reads === 0 ? 1 : read),
  }
  const over =
    counted.countedMs >= 2 * rule.forMs &&
    counted.reads >= rule.samples &&
    at - (state.firedAt ?? at) >= timing.holdMs
  if (!over) return settle(counted, at, timing)
  return turnTo(
    { ...IDLE, lastAt: at, turns: state.turns, flapping: state.flapping },
    'resolved',
    at,
    timing,
    state,
  )
}

function worstOf(state: AlertState, { text, weight }: KnownReading): AlertState {
  return state.worstWeight === null || weight > state.worstWeight
    ? { ...state, worst: text, worstWeight: weight }
    : state
}

/** Fires or ends. One turn too many within the window is told as flapping, and those after it not at all. */
function turnTo(
  state: AlertState,
  turn: 'fired' | 'resolved',
  at: number,
  timing: AlertTiming,
  ended: AlertState | null,
): AlertStep {
  const turns = [...recent(state.turns, at, timing), at]
  const flaps = state.flapping || turns.length > timing.turnsMax
  const told = !flaps ? turn : state.flapping ? null : 'flapping'
  return { state: { ...state, turns, flapping: flaps }, turn: told, ended }
}

/** Forgets old turns. One that flapped and has stood still for a whole window is told as it stands. */
function settle(state: AlertState, at: number, timing: AlertTiming): AlertStep {
  const turns = recent(state.turns, at, timing)
  const settled = state.flapping && turns.length === 0
  const next = { ...state, turns, flapping: state.flapping && !settled }
  const turn = settled ? (state.phase === 'firing' ? 'fired' : 'resolved') : null
  const empty = next.phase === 'idle' && turns.length === 0
  return { state: empty ? null : next, turn, ended: null }
}

function recent(turns: readonly number[], at: number, { turnWindowMs }: AlertTiming): readonly number[] {
  return turns.filter((turn) => at - turn < turnWindowMs)
}
