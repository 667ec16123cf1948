import type { Timestamp } from '@sluice/shared/units'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatInstant, formatRelative } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { readTimestamp } from './timestamp.ts'

/** A time with its zone's offset and the distance to now, which keeps counting. */
export function RecordTime({ timestamp }: { timestamp: Timestamp }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const reading = readTimestamp(timestamp)
  if (reading.kind === 'none') return <span>{t('messages.noTimestampTip')}</span>
  const instant = reading.kind === 'instant' ? formatInstant(reading.ms, zone) : null
  if (reading.kind === 'odd' || instant === null) {
    return (
      <span data-tip={t('messages.oddTimestamp')} className="font-mono">
        {String(timestamp)}
      </span>
    )
  }
  return (
    <span className="tabular-nums">
      <span className="font-mono">
        {instant.date} {instant.time} {instant.offset}
      </span>{' '}
      · {formatRelative(reading.ms, now, language)}
    </span>
  )
}
