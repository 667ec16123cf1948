/** Stands for an offset that is not known: none is negative. */
export const NONE = -1n

/**
 * What is remembered of a group's place in one partition: enough to judge a window of any length without its samples.
 * Offsets are floats here: they are compared and subtracted, and no log holds 2^53 records.
 */
export interface RowMarks {
  samples: number
  firstAt: number
  /** When the commit was last seen to move; NaN: never. */
  movedAt: number
  /** Usual milliseconds between two moves while there was something to read; NaN: not known. */
  moveGap: number
  /** The last sample with nothing unread; NaN: none. */
  caughtUpAt: number
  /** The commit has passed where the end stood at `lapAt`; NaN: it has never been seen to pass one. */
  lapAt: number
  /** The end to be passed next, and when it stood there. */
  lapEnd: number
  lapEndAt: number
  /** The lowest lag of the last three quarters of the window and of the one under way; NaN: no sample. */
  low0: number
  low1: number
  low2: number
  low3: number
  quarterAt: number
  /** Places at the beginning of the quarter before this one, and of this one, from which rates are told. */
  anchorAt: number
  anchorCommitted: number
  anchorEnd: number
  quarterCommitted: number
  quarterEnd: number
}

/** A place of a group in a partition at one moment, all of it known. */
export interface PlaceSample {
  at: number
  committed: number
  /** Of the sample before; the same for the first. */
  before: number
  /** The last stable offset. */
  end: number
  /** Unread messages; those that are no messages do not count. */
  lag: number
}

const GAP_WEIGHT = 0.3
const GAPS_IN_WINDOW = 6
const WINDOW_MAX_MS = 6 * 3_600_000

export function newMarks(): RowMarks {
  const nan = Number.NaN
  return {
    samples: 0,
    firstAt: nan,
    movedAt: nan,
    moveGap: nan,
    caughtUpAt: nan,
    lapAt: nan,
    lapEnd: nan,
    lapEndAt: nan,
    low0: nan,
    low1: nan,
    low2: nan,
    low3: nan,
    quarterAt: nan,
    anchorAt: nan,
    anchorCommitted: nan,
    anchorEnd: nan,
    quarterCommitted: nan,
    quarterEnd: nan,
  }
}

/** The time that is judged: what is configured, and longer for who commits seldom. */
export function windowOf(marks: RowMarks, baseMs: number): number {
  if (Number.isNaN(marks.moveGap)) return baseMs
  return Math.max(baseMs, Math.min(WINDOW_MAX_MS, GAPS_IN_WINDOW * marks.moveGap))
}

const SAMPLES_COUNTED = 255

/** Takes one more sample into the marks. */
export function follow(marks: RowMarks, sample: PlaceSample, baseMs: number): void {
  const { at, committed, before, end, lag } = sample
  if (marks.samples === 0) begin(marks, sample)
  else if (committed !== before) move(marks, at, committed < before)
  if (marks.samples < SAMPLES_COUNTED) marks.samples += 1
  if (lag === 0) {
    marks.caughtUpAt = at
    marks.lapAt = at
    marks.lapEnd = end
    marks.lapEndAt = at
  } else if (committed >= marks.lapEnd) {
    marks.lapAt = marks.lapEndAt
    marks.lapEnd = end
    marks.lapEndAt = at
  }
  if (at - marks.quarterAt >= windowOf(marks, baseMs) / 4) turnQuarter(marks, sample)
  if (!(marks.low3 <= lag)) marks.low3 = lag
}

function begin(marks: RowMarks, { at, committed, end }: PlaceSample): void {
  marks.firstAt = at
  marks.lapEnd = end
  marks.lapEndAt = at
  marks.quarterAt = at
  marks.quarterCommitted = committed
  marks.quarterEnd = end
  marks.anchorAt = at
  marks.anchorCommitted = committed
  marks.anchorEnd = end
}

function move(marks: RowMarks, at: number, back: boolean): void {
  // What lies between was read once: the end is to be reached anew.
  if (back) marks.lapAt = Number.NaN
  // Time in which there was nothing to read says nothing of how often it commits.
  const from = latest(marks.movedAt, marks.caughtUpAt)
  if (!Number.isNaN(marks.movedAt)) {
    const gap = at - from
    marks.moveGap = Number.isNaN(marks.moveGap) ? gap : marks.moveGap + GAP_WEIGHT * (gap - marks.moveGap)
  }
  marks.movedAt = at
}

function turnQuarter(marks: RowMarks, { at, committed, end }: PlaceSample): void {
  marks.low0 = marks.low1
  marks.low1 = marks.low2
  marks.low2 = marks.low3
  marks.low3 = Number.NaN
  marks.anchorAt = marks.quarterAt
  marks.anchorCommitted = marks.quarterCommitted
  marks.anchorEnd = marks.quarterEnd
  marks.quarterAt = at
  marks.quarterCommitted = committed
  marks.quarterEnd = end
}

/** The later of two times of which either may be NaN. */
export function latest(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Number.isNaN(b) ? a : Math.max(a, b)
}

/** Share by which the lowest lag of the later half must lie below that of the earlier one. */
const NEARER_BY = 0.01

/** Whether the lowest lag falls from the earlier half of the window to the later one. */
export function comesNearer({ low0, low1, low2, low3 }: RowMarks): boolean {
  const earlier = lowest(low0, low1)
  // With two quarters only there are no halves yet.
  if (Number.isNaN(earlier)) return low3 < low2 * (1 - NEARER_BY)
  return lowest(low2, low3) < earlier * (1 - NEARER_BY)
}

function lowest(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Number.isNaN(b) ? a : Math.min(a, b)
}

const RATE_SAMPLES_MIN = 3

/** Messages a second from the anchor to a sample, or NaN while that is too short to tell. */
export function rateOf(marks: RowMarks, from: number, to: number, at: number, shortestMs: number): number {
  const ms = at - marks.anchorAt
  if (marks.samples < RATE_SAMPLES_MIN || !(ms >= shortestMs)) return Number.NaN
  return Math.max(0, ((to - from) * 1000) / ms)
}
