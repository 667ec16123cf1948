import type { Language } from './i18n/language.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function wallClock(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'longOffset',
  })
  formatters.set(zone, made)
  return made
}

/** The IANA name behind the preference `utc`, `local` or a named zone. */
export function resolveTimeZone(preference: string): string {
  if (preference === 'utc') return 'UTC'
  return preference === 'local' ? localZone() : preference
}

/** Asking takes as long as drawing a cell, and every cell with a time asks; who travels is noticed a second later. */
const LOCAL_ZONE_MS = 1000
let local = { zone: '', untilMs: Number.NEGATIVE_INFINITY }

function localZone(): string {
  const nowMs = performance.now()
  if (nowMs >= local.untilMs) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    local = { zone, untilMs: nowMs + LOCAL_ZONE_MS }
  }
  return local.zone
}

export interface InstantText {
  /** `2026-11-21` */
  date: string
  /** `16:16:03.123` */
  time: string
  /** `+09:00`; the doubled hour of a time change differs only here. */
  offset: string
}

/** The longest time a JavaScript date can hold, in milliseconds from the epoch. */
const DATE_RANGE_MS = 8.64e15

/** An instant as wall-clock text of a zone, or null where no calendar date exists for it. */
export function formatInstant(epochMs: number, zone: string): InstantText | null {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) > DATE_RANGE_MS) return null
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of wallClock(zone).formatToParts(epochMs)) part[type] = value
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}.${part.fractionalSecond}`,
    offset: part.timeZoneName === 'GMT' ? '+00:00' : (part.timeZoneName ?? '').replace('GMT', ''),
  }
}

/** ISO 8601 with the zone's own offset. */
export function formatIso(epochMs: number, zone: string): string | null {
  const text = formatInstant(epochMs, zone)
  return text && isoOf(text)
}

/** The same, of an instant that is written already. */
export function isoOf({ date, time, offset }: InstantText): string {
  return `${date}T${time}${offset}`
}

const STEPS = [
  { unit: 'second', ms: 1000, until: 60_000 },
  { unit: 'minute', ms: 60_000, until: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, until: 86_400_000 },
  { unit: 'day', ms: 86_400_000, until: Number.POSITIVE_INFINITY },
] as const

const relatives = new Map<Language, Intl.RelativeTimeFormat>()

/** "12 sec. ago", in the reader's language. */
export function formatRelative(epochMs: number, nowMs: number, language: Language): string {
  const relative = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { style: 'short' })
  relatives.set(language, relative)
  const distance = epochMs - nowMs
  const step = STEPS.find(({ until }) => Math.abs(distance) < until) ?? STEPS[3]
  // Clocks differ by a blink: less than a second is past, not "in 0 sec.".
  return relative.format(Math.trunc(distance / step.ms) || -0, step.unit)
}

const durations = new Map<string, Intl.NumberFormat>()

/** A length of time in one unit, "12 sec", in the reader's language. */
export function formatDuration(ms: number, language: Language): string {
  const length = Math.max(ms, 0)
  const { unit, ms: unitMs } = STEPS.find(({ until }) => length < until) ?? STEPS[3]
  const key = `${language} ${unit}`
  const format =
    durations.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
  durations.set(key, format)
  return format.format(Math.trunc(length / unitMs))
}
