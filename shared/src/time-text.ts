type EpochUnit = 's' | 'ms' | 'µs' | 'ns'

/**
 * A time as a person wrote it. `clock` tells of a wall-clock time that a change of clocks made double (the earlier
 * one is meant) or skipped (moved on by the hour that is missing).
 */
export type TimeText =
  | { kind: 'ago'; agoMs: number }
  | { kind: 'at'; ms: number; epoch?: EpochUnit; clock?: 'doubled' | 'skipped' }

export type Day = readonly [year: number, month: number, day: number]
export type TimeOfDay = readonly [hour: number, minute: number, second: number, ms: number]

/** What a clock on the wall of some zone shows, for times that name no zone of their own. */
export interface WallClock {
  /** The day at that instant. */
  dayAt(ms: number): Day
  /** The instant of that day and time; null where the calendar has none such. */
  read(day: Day, time: TimeOfDay): TimeText | null
}

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
/** The longest time a JavaScript date can hold, in milliseconds from the epoch. */
const DATE_RANGE_MS = 8.64e15

const EPOCH = /^-?\d{9,19}$/
const AGO = /^(?:now\s*)?-\s*((?:\d{1,9}\s*[smhdw]\s*)+)$|^((?:\d{1,9}\s*[smhdw]\s*)+)\s*ago$/i
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`
const TIME_ONLY = new RegExp(`^${CLOCK}$`)
const DATE = new RegExp(
  String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)${CLOCK})?\s*([Zz]|UTC|[+-]\d{2}:?\d{2})?$`,
)

/** Understands `now-15m`, ISO with or without a zone, a time of today, and epoch seconds to nanoseconds; else null. */
export function readTimeText(text: string, wall: WallClock, nowMs: number): TimeText | null {
  const given = text.trim()
  if (given.toLowerCase() === 'now') return { kind: 'ago', agoMs: 0 }
  return readEpoch(given) ?? readAgo(given) ?? readTimeOnly(given, wall, nowMs) ?? readDate(given, wall)
}

/** The instant that is meant when the text is used now. */
export function resolveTime(time: TimeText, nowMs: number): number {
  return time.kind === 'ago' ? nowMs - time.agoMs : time.ms
}

/** `now-1h30m`: the shortest text that {@link readTimeText} reads back as the same. */
export function formatAgo(agoMs: number): string {
  let rest = Math.floor(agoMs / 1000)
  if (rest <= 0) return 'now'
  let text = 'now-'
  for (const [unit, seconds] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(rest / seconds)
    if (count > 0) text += `${count}${unit}`
    rest -= count * seconds
  }
  return text
}

/** An instant within what a date can hold; null beyond it. */
export function timeAt(
  ms: number,
  marks: { epoch?: EpochUnit; clock?: 'doubled' | 'skipped' } = {},
): TimeText | null {
  return Math.abs(ms) <= DATE_RANGE_MS ? { kind: 'at', ms, ...marks } : null
}

export const UTC_CLOCK: WallClock = {
  dayAt(ms) {
    const date = new Date(ms)
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  },
  read([year, month, day], [hour, minute, second, ms]) {
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, day)
    // The calendar moves 31 February to a valid day without a word: that is not what was asked.
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
    return timeAt(date.setUTCHours(hour, minute, second, ms))
  },
}

function readEpoch(text: string): TimeText | null {
  if (!EPOCH.test(text)) return null
  const digits = text.replace('-', '').length
  const value = BigInt(text)
  if (digits <= 11) return timeAt(Number(value) * 1000, { epoch: 's' })
  if (digits <= 14) return timeAt(Number(value), { epoch: 'ms' })
  if (digits <= 17) return timeAt(Number(value / 1000n), { epoch: 'µs' })
  return timeAt(Number(value / 1_000_000n), { epoch: 'ns' })
}

function readAgo(text: string): TimeText | null {
  const match = AGO.exec(text)
  if (match === null) return null
  let agoMs = 0
  for (const [, count, unit] of (match[1] ?? match[2] ?? '').matchAll(/(\d+)\s*([smhdw])/gi)) {
    agoMs += Number(count) * UNIT_MS[(unit ?? 's').toLowerCase() as keyof typeof UNIT_MS]
  }
  return agoMs <= DATE_RANGE_MS ? { kind: 'ago', agoMs } : null
}

function readTimeOnly(text: string, wall: WallClock, nowMs: number): TimeText | null {
  const match = TIME_ONLY.exec(text)
  return match === null ? null : readClock(wall.dayAt(nowMs), match.slice(1), wall)
}

function readDate(text: string, wall: WallClock): TimeText | null {
  const match = DATE.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number)
  const offset = match[8]
  if (offset === undefined) return readClock([year, month, day], match.slice(4, 8), wall)
  const utc = readClock([year, month, day], match.slice(4, 8), UTC_CLOCK)
  if (utc === null || utc.kind !== 'at') return null
  const sign = offset.startsWith('-') ? -1 : 1
  const [hours = 0, minutes = 0] = (offset.match(/\d{2}/g) ?? []).map(Number)
  if (hours > 18 || minutes > 59) return null
  return timeAt(utc.ms - sign * (hours * 3_600_000 + minutes * 60_000))
}

function readClock(day: Day, clock: readonly (string | undefined)[], wall: WallClock): TimeText | null {
  const [hour = 0, minute = 0, second = 0] = clock.slice(0, 3).map((part) => Number(part ?? 0))
  if (hour > 23 || minute > 59 || second > 59) return null
  const ms = Number((clock[3] ?? '').padEnd(3, '0').slice(0, 3))
  return wall.read(day, [hour, minute, second, ms])
}
