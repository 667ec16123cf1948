/** The field that a series is drawn in: a stretch of time over the width, 0 to `top` over the height. */
export interface SeriesField {
  from: number
  to: number
  top: number
  width: number
  height: number
}

type Values = readonly (number | null)[]

export const xOf = (ms: number, { from, to, width }: SeriesField): number =>
  to <= from ? 0 : round(((ms - from) / (to - from)) * width)

export const yOf = (value: number, { top, height }: SeriesField): number =>
  round(height - (Math.min(value, top) / top) * height)

/** Indexes in runs without a gap between them. */
export function runsOf(values: Values): number[][] {
  const runs: number[][] = []
  let run: number[] | null = null
  for (const [at, value] of values.entries()) {
    if (value === null) {
      run = null
      continue
    }
    if (run === null) {
      run = []
      runs.push(run)
    }
    run.push(at)
  }
  return runs
}

/** A line through the values that are known; a gap stays a gap, and a value alone is a short stroke. */
export function linePath(at: readonly number[], values: Values, field: SeriesField): string {
  return runsOf(values)
    .map((run) => {
      const points = run.map((index) => `${xOf(at[index] ?? 0, field)} ${yOf(values[index] ?? 0, field)}`)
      return points.length === 1 ? `M${points[0]}h1.5` : `M${points.join('L')}`
    })
    .join('')
}

/** The room between the least and the most of each step. */
export function bandPath(at: readonly number[], low: Values, high: Values, field: SeriesField): string {
  return runsOf(low.map((value, index) => (value === null || high[index] == null ? null : value)))
    .filter(({ length }) => length > 1)
    .map((run) => {
      const place = (values: Values) => (index: number) =>
        `${xOf(at[index] ?? 0, field)} ${yOf(values[index] ?? 0, field)}`
      return `M${run.map(place(high)).join('L')}L${[...run].reverse().map(place(low)).join('L')}Z`
    })
    .join('')
}

/** Stretches of equal values, from the first row that has one to the next that has not. */
export function stretchesOf<Value>(
  at: readonly number[],
  values: readonly (Value | null)[],
  stepMs: number,
): { from: number; to: number; value: Value }[] {
  const stretches: { from: number; to: number; value: Value }[] = []
  for (const [index, value] of values.entries()) {
    const from = at[index] ?? 0
    const last = stretches.at(-1)
    const before = index === 0 ? null : values[index - 1]
    // A row is known until the next one, which may say that nothing is.
    if (last && before !== null && before !== undefined) last.to = from
    if (value === null) continue
    if (last && before === value) last.to = from + stepMs
    else stretches.push({ from, to: from + stepMs, value })
  }
  return stretches
}

/** Their halves are short as well. */
const DECIMAL_STEPS = [1, 2, 3, 4, 5, 6, 8]

/** A round number that is no less than the largest value. */
export function roundTop(largest: number): number {
  if (largest <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(largest))
  const factor = DECIMAL_STEPS.find((step) => step * power >= largest) ?? 10
  return factor * power
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SPANS = [
  ...[2000, 4000, 6000, 10_000, 20_000, 40_000],
  ...[1, 2, 4, 6, 10, 20, 30, 40].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12, 16].map((count) => count * HOUR),
  ...[1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128].map((count) => count * DAY),
]

/** A round length of time that is no less than the largest. */
export function roundSpan(largest: number): number {
  return SPANS.find((span) => span >= largest) ?? roundTop(largest / DAY) * DAY
}

/** The row that stands at a time: the last that does not lie behind it; null before the first. */
export function rowAtTime(at: readonly number[], ms: number): number | null {
  let [low, high] = [0, at.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) <= ms) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : low - 1
}

const round = (value: number): number => Math.round(value * 10) / 10
