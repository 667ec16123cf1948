import { LAG_STATES, type LagState, TIME_LAG_METHODS, type TimeLag } from '@sluice/shared/groups-state'
import { type Cell, toWhole, type Whole } from './cells.ts'

/** What is known of a series at one time. Null is "not known". */
export interface LagSample {
  lag: bigint | null
  lagToEnd: bigint | null
  lost: bigint | null
  time: Pick<TimeLag, 'ms' | 'method' | 'atLeast'>
  /** Messages a second. */
  commitRate: number | null
  produceRate: number | null
  state: LagState
}

/** Where each value stands among the cells of a sample. */
export const SAMPLE = {
  lag: 0,
  lagToEnd: 1,
  lost: 2,
  timeMs: 3,
  timeKind: 4,
  commitRate: 5,
  produceRate: 6,
  state: 7,
} as const
export const SAMPLE_CELLS = 8

/** Rates are kept to a thousandth of a message a second. */
export const RATE_SCALE = 1000

/** Numbers in files: they never change, whatever becomes of the order of the list. */
const STATE_CODES: Record<LagState, number> = {
  OK: 0,
  LAGGING: 1,
  STALLED: 2,
  STOPPED: 3,
  REWOUND: 4,
  EMPTY_WITH_LAG: 5,
  DATA_LOSS: 6,
  AHEAD: 7,
  LSO_BLOCKED: 8,
  PHANTOM: 9,
  NO_COMMIT: 10,
  WARMING: 11,
  UNKNOWN: 12,
  TOPIC_GONE: 13,
}
const STATES = new Map(LAG_STATES.map((state) => [STATE_CODES[state], state]))
const SEVERITY = new Map(LAG_STATES.map((state, place) => [STATE_CODES[state], place]))

const METHOD_CODES: Record<TimeLag['method'], number> = {
  zero: 0,
  exact: 1,
  probe: 2,
  interpolated: 3,
  none: 4,
}
const METHODS = new Map(TIME_LAG_METHODS.map((method) => [METHOD_CODES[method], method]))
/** Added to a method's code where the time is a lower bound. */
const AT_LEAST = 8

export function toCells({ lag, lagToEnd, lost, time, commitRate, produceRate, state }: LagSample): Cell[] {
  return [
    lag === null ? null : toWhole(lag),
    lagToEnd === null ? null : toWhole(lagToEnd),
    lost === null ? null : toWhole(lost),
    time.ms,
    METHOD_CODES[time.method] + (time.atLeast ? AT_LEAST : 0),
    toRate(commitRate),
    toRate(produceRate),
    STATE_CODES[state],
  ]
}

/** Cells of a series of which nothing is known yet. */
export function emptyCells(): Cell[] {
  return new Array<Cell>(SAMPLE_CELLS).fill(null)
}

export function stateOf(code: Cell | undefined): LagState {
  return STATES.get(Number(code)) ?? 'UNKNOWN'
}

/** Whether the first state is the worse one. */
export function isWorse(state: Cell, than: Cell): boolean {
  return (SEVERITY.get(Number(state)) ?? 0) < (SEVERITY.get(Number(than)) ?? 0)
}

export function methodOf(kind: Cell | undefined): { method: TimeLag['method']; atLeast: boolean } {
  const code = Number(kind ?? METHOD_CODES.none)
  return { method: METHODS.get(code % AT_LEAST) ?? 'none', atLeast: code >= AT_LEAST }
}

/** The less sure of two methods, and a lower bound where one is. */
export function lessSure(one: number, other: number): number {
  const bound = one >= AT_LEAST || other >= AT_LEAST ? AT_LEAST : 0
  return Math.max(one % AT_LEAST, other % AT_LEAST) + bound
}

export function fromRate(cell: Cell | undefined): number | null {
  return cell == null ? null : Number(cell) / RATE_SCALE
}

export function fromCell(cell: Cell | undefined): bigint | null {
  return cell == null ? null : BigInt(cell as Whole)
}

function toRate(rate: number | null): number | null {
  if (rate === null || !Number.isFinite(rate)) return null
  const scaled = Math.round(rate * RATE_SCALE)
  return Number.isSafeInteger(scaled) ? scaled : null
}
