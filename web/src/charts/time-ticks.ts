import { formatInstant } from '#lib/time-format.ts'

export interface TimeTick {
  ms: number
  label: string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 365, 730, 1825, 3650, 36_500, 365_000].map((count) => count * DAY),
]

/** At most `most` times in `[from, to]` that are round on the clocks of the zone, whatever its offset does meanwhile. */
export function timeTicks(from: number, to: number, zone: string, most: number): TimeTick[] {
  if (to <= from || most < 1) return []
  const step = STEPS.find((length) => (to - from) / length <= most) ?? (to - from) / most
  const ticks: TimeTick[] = []
  const first = Math.ceil((from + offsetOf(from, zone)) / step) * step
  for (let local = first; ; local += step) {
    const ms = instantOf(local, zone)
    if (ms > to || ticks.length >= most) return ticks
    const label = ms < from ? null : tickLabel(ms, step, zone)
    if (label !== null) ticks.push({ ms, label })
  }
}

/** The day where a day begins, the time of day where one is within it. */
function tickLabel(ms: number, step: number, zone: string): string | null {
  const instant = formatInstant(ms, zone)
  if (instant === null) return null
  if (step >= 100 * DAY) return instant.date.slice(0, -3)
  if (step >= DAY || instant.time.startsWith('00:00:00')) return instant.date.slice(-5)
  return instant.time.slice(0, step < MINUTE ? 8 : 5)
}

/** What the zone's clocks are ahead of UTC at an instant. */
function offsetOf(ms: number, zone: string): number {
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(formatInstant(ms, zone)?.offset ?? '') ?? []
  const ahead = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
  return sign === '-' ? -ahead : ahead
}

/** The instant at which the zone's clocks show a time; across a change of clocks the second guess is the right one. */
function instantOf(local: number, zone: string): number {
  const guess = local - offsetOf(local, zone)
  return local - offsetOf(guess, zone)
}
