/** What stretch of the past is looked at: up to now, or between two times. */
export type HistoryRange = { kind: 'last'; name: LastRange } | { kind: 'between'; from: number; to: number }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const LAST_RANGES = {
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  '60d': 60 * DAY,
} as const
export type LastRange = keyof typeof LAST_RANGES

export const DEFAULT_RANGE: HistoryRange = { kind: 'last', name: '1h' }

/** The least that is worth looking at. */
const LEAST_MS = 30_000

export function readRange(search: Readonly<Record<string, string | undefined>>): HistoryRange {
  const [from, to] = [readMs(search.from), readMs(search.to)]
  if (from !== null && to !== null && to > from) return { kind: 'between', from, to }
  const name = search.range
  return name !== undefined && isLast(name) ? { kind: 'last', name } : DEFAULT_RANGE
}

/** Empty texts take a parameter out of a link that had it. */
export function writeRange(range: HistoryRange): { range: string; from: string; to: string } {
  if (range.kind === 'between') return { range: '', from: String(range.from), to: String(range.to) }
  return { range: range.name === '1h' ? '' : range.name, from: '', to: '' }
}

export function edgesOf(range: HistoryRange, now: number): { from: number; to: number } {
  return range.kind === 'between' ? range : { from: now - LAST_RANGES[range.name], to: now }
}

/** A stretch that was chosen in a drawing, never shorter than what can be told apart. */
export function between(from: number, to: number): HistoryRange {
  const middle = (from + to) / 2
  const half = Math.max(to - from, LEAST_MS) / 2
  return { kind: 'between', from: Math.floor(middle - half), to: Math.ceil(middle + half) }
}

/** How often a stretch that ends now is worth reading again: a step of it, but no more than each cycle. */
export function rereadMs(range: HistoryRange): number | false {
  if (range.kind === 'between') return false
  return Math.max(10_000, LAST_RANGES[range.name] / 500)
}

const isLast = (name: string): name is LastRange => Object.hasOwn(LAST_RANGES, name)

function readMs(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null
}
