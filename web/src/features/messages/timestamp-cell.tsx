import type { Timestamp } from '@sluice/shared/units'
import type { PointerEvent } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant, formatRelative, isoOf } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { readTimestamp } from './timestamp.ts'

/** A record's time in the page's zone, to the millisecond; ISO and the distance to now on hover. */
export function TimestampCell({ timestamp }: { timestamp: Timestamp }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const reading = readTimestamp(timestamp)
  if (reading.kind === 'none') {
    return (
      <span data-tip={t('messages.noTimestampTip')} className="text-ink-faint italic">
        {t('messages.noTimestamp')}
      </span>
    )
  }
  const instant = reading.kind === 'instant' ? formatInstant(reading.ms, zone) : null
  if (reading.kind === 'odd' || instant === null) {
    return (
      <span
        data-tip={t('messages.oddTimestamp')}
        className="inline-flex items-center gap-1.5 font-mono text-meta"
      >
        <StateMark tone="attention" />
        {String(timestamp)}
      </span>
    )
  }
  const iso = isoOf(instant)
  // The distance to now is written when it is looked at: a row that lies there for minutes would be wrong.
  const age = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.dataset.tip = `${iso}\n${formatRelative(reading.ms, Date.now(), language)}`
  }
  return (
    <time dateTime={iso} data-tip={iso} onPointerEnter={age} className="font-mono text-meta tabular-nums">
      <span className="text-ink-faint">{instant.date}</span> {instant.time}
    </time>
  )
}
