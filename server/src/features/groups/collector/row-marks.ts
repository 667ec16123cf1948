/** What is remembered of a group's place in one partition: enough to judge a window of any length without its samples. */
export interface RowMarks {
  samples: number
  firstAt: number
  lastAt: number
  committed: bigint
  /** When the commit was last seen to move; NaN: never. */
  movedAt: number
  /** Usual milliseconds between two moves while there was something to read; NaN: not known. */
  moveGap: number
  /** The last sample with nothing unread; NaN: none. */
  caughtUpAt: number
  /** The commit has passed where the end stood at `lapAt`; NaN: it has never been seen to pass one. */
  lapAt: number
  /** The end to be passed next, and when it stood there. */
  lapEnd: bigint
  lapEndAt: number
  /** Where the commit stood before it went back, until it is there again; {@link NONE}: it did not. */
  rewoundFrom: bigint
  rewoundAt: number
  /** The lowest lag of the last three quarters of the window and of the one under way; NaN: no sample. */
  lows: [number, number, number, number]
  quarterAt: number
  /** Places a quarter to a half window ago, from which rates are told. */
  anchorAt: number
  anchorCommitted: bigint
  anchorEnd: bigint
  nextAnchorAt: number
  nextAnchorCommitted: bigint
  nextAnchorEnd: bigint
}

/** Stands for an offset that is not known: none is negative. */
export const NONE = -1n

/** A place of a group in a partition at one moment, all of it known. */
export interface PlaceSample {
  at: number
  committed: bigint
  /** The last stable offset. */
  end: bigint
  /** Unread messages; those that are no messages do not count. */
  lag: bigint
}

const GAP_WEIGHT = 0.3
const GAPS_IN_WINDOW = 6
const WINDOW_MAX_MS = 6 * 3_600_000

export function newMarks(): RowMarks {
  return {
    samples: 0,
    firstAt: Number.NaN,
    lastAt: Number.NaN,
    committed: NONE,
    movedAt: Number.NaN,
    moveGap: Number.NaN,
    caughtUpAt: Number.NaN,
    lapAt: Number.NaN,
    lapEnd: NONE,
    lapEndAt: Number.NaN,
    rewoundFrom: NONE,
    rewoundAt: Number.NaN,
    lows: [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
    quarterAt: Number.NaN,
    anchorAt: Number.NaN,
    anchorCommitted: NONE,
    anchorEnd: NONE,
    nextAnchorAt: Number.NaN,
    nextAnchorCommitted: NONE,
    nextAnchorEnd: NONE,
  }
}

/** The time that is judged: what is configured, and longer for who commits seldom. */
export function windowOf(marks: RowMarks, baseMs: number): number {
  if (Number.isNaN(marks.moveGap)) return baseMs
  return Math.max(baseMs, Math.min(WINDOW_MAX_MS, GAPS_IN_WINDOW * marks.moveGap))
}

/** Takes one more sample into the marks. */
export function follow(marks: RowMarks, sample: PlaceSample, baseMs: number): void {
  const { at, committed, end, lag } = sample
  if (marks.samples === 0) begin(marks, sample)
  else if (committed !== marks.committed) move(marks, at, committed)
  marks.samples = Math.min(marks.samples + 1, 65_535)
  marks.lastAt = at
  marks.committed = committed
  if (marks.rewoundFrom !== NONE && committed >= marks.rewoundFrom) {
    marks.rewoundFrom = NONE
    marks.rewoundAt = Number.NaN
  }
  if (lag === 0n) {
    marks.caughtUpAt = at
    marks.lapAt = at
    marks.lapEnd = end
    marks.lapEndAt = at
  } else if (committed >= marks.lapEnd) {
    marks.lapAt = marks.lapEndAt
    marks.lapEnd = end
    marks.lapEndAt = at
  }
  turnQuarters(marks, sample, windowOf(marks, baseMs) / 4)
}

function begin(marks: RowMarks, { at, committed, end }: PlaceSample): void {
  marks.firstAt = at
  marks.lapEnd = end
  marks.lapEndAt = at
  marks.quarterAt = at
  marks.anchorAt = at
  marks.anchorCommitted = committed
  marks.anchorEnd = end
  marks.nextAnchorAt = at
  marks.nextAnchorCommitted = committed
  marks.nextAnchorEnd = end
}

function move(marks: RowMarks, at: number, committed: bigint): void {
  if (committed < marks.committed) {
    if (marks.rewoundFrom === NONE) marks.rewoundAt = at
    if (marks.committed > marks.rewoundFrom) marks.rewoundFrom = marks.committed
    // What lies between was read once: the end is to be reached anew.
    marks.lapAt = Number.NaN
  }
  // Time in which there was nothing to read says nothing of how often it commits.
  const from = latest(marks.movedAt, marks.caughtUpAt)
  if (!Number.isNaN(from) && !Number.isNaN(marks.movedAt)) {
    const gap = at - from
    marks.moveGap = Number.isNaN(marks.moveGap) ? gap : marks.moveGap + GAP_WEIGHT * (gap - marks.moveGap)
  }
  marks.movedAt = at
}

function turnQuarters(marks: RowMarks, { at, committed, end, lag }: PlaceSample, quarterMs: number): void {
  const { lows } = marks
  if (at - marks.quarterAt >= quarterMs) {
    lows.shift()
    lows.push(Number.NaN)
    marks.quarterAt = at
    marks.anchorAt = marks.nextAnchorAt
    marks.anchorCommitted = marks.nextAnchorCommitted
    marks.anchorEnd = marks.nextAnchorEnd
    marks.nextAnchorAt = at
    marks.nextAnchorCommitted = committed
    marks.nextAnchorEnd = end
  }
  const low = Number(lag)
  if (Number.isNaN(lows[3]) || low < lows[3]) lows[3] = low
}

/** The later of two times of which either may be NaN. */
export function latest(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Number.isNaN(b) ? a : Math.max(a, b)
}

/** Share by which the lowest lag of the later half must lie below that of the earlier one. */
const NEARER_BY = 0.01

/** Whether the lowest lag falls from the earlier half of the window to the later one. */
export function comesNearer({ lows }: RowMarks): boolean {
  const [a, b, c, d] = lows
  const earlier = lowest(a, b)
  const later = lowest(c, d)
  // With one quarter only there is nothing to compare yet.
  if (Number.isNaN(earlier)) return !Number.isNaN(c) && d < c * (1 - NEARER_BY)
  return later < earlier * (1 - NEARER_BY)
}

function lowest(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Number.isNaN(b) ? a : Math.min(a, b)
}

/** Messages a second since the anchor, or NaN while it is too young to tell. */
export function ratesOf(
  marks: RowMarks,
  end: bigint,
  shortestMs: number,
): { commit: number; produce: number } {
  const seconds = (marks.lastAt - marks.anchorAt) / 1000
  if (marks.samples < 3 || !(seconds * 1000 >= shortestMs)) return { commit: Number.NaN, produce: Number.NaN }
  const commit = Number(marks.committed - marks.anchorCommitted) / seconds
  const produce = Number(end - marks.anchorEnd) / seconds
  return { commit: Math.max(0, commit), produce: Math.max(0, produce) }
}
