import { CalendarDateTime, fromAbsolute, toZoned } from '@internationalized/date'
import { readTimeText, type TimeText, timeAt, type WallClock } from '@sluice/shared/time-text'

/** Reads a time as a person writes it; one without a zone of its own is of `zone`. Null for anything else. */
export function parseTimeText(text: string, zone: string, nowMs: number): TimeText | null {
  return readTimeText(text, wallClockOf(zone), nowMs)
}

function wallClockOf(zone: string): WallClock {
  return {
    dayAt(nowMs) {
      const { year, month, day } = fromAbsolute(nowMs, zone)
      return [year, month, day]
    },
    read([year, month, day], [hour, minute, second, ms]) {
      const asked = new CalendarDateTime(year, month, day, hour, minute, second, ms)
      // The calendar moves 31 February to a valid day without a word: that is not what was asked.
      if (asked.month !== month || asked.day !== day || asked.year !== year) return null
      const earlier = toZoned(asked, zone, 'earlier').toDate().getTime()
      const later = toZoned(asked, zone, 'later').toDate().getTime()
      if (earlier === later) return timeAt(earlier)
      const skipped = toZoned(asked, zone, 'compatible').hour !== hour
      return skipped ? timeAt(later, { clock: 'skipped' }) : timeAt(earlier, { clock: 'doubled' })
    },
  }
}
