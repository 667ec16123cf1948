import type { Timestamp } from '@sluice/shared/units'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant, formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { readTimestamp } from './timestamp.ts'

/** The time of day alone, where there is room for no more; the whole on hover. */
export function ShortTime({ timestamp }: { timestamp: Timestamp }) {
  const { t } = useText()
  const zone = useTimeZone()
  const reading = readTimestamp(timestamp)
  const instant = reading.kind === 'instant' ? formatInstant(reading.ms, zone) : null
  if (reading.kind !== 'instant' || instant === null) {
    return (
      <span className="truncate font-mono text-ink-faint text-meta">
        {reading.kind === 'none' ? t('messages.noTimestamp') : String(timestamp)}
      </span>
    )
  }
  const iso = formatIso(reading.ms, zone) ?? ''
  return (
    <time dateTime={iso} data-tip={iso} className="font-mono text-ink-muted text-meta tabular-nums">
      {instant.time}
    </time>
  )
}
