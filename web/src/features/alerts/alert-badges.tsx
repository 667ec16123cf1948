import type { Alert } from '@sluice/shared/alerts-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Badge } from '#ui/badge.tsx'

/** What keeps an alert from being plain news. */
export function AlertBadges({ alert }: { alert: Alert }) {
  const { t } = useText()
  const zone = useTimeZone()
  const { mutedUntil, acknowledged, flapping } = alert
  const unknown = alert.unknownSince === null ? null : unknownWords(alert.unknownBecause, t)
  return (
    <span className="inline-flex items-center gap-1">
      {alert.status === 'pending' && <Badge>{t('alerts.pending')}</Badge>}
      {flapping && (
        <Badge tone="attention" tip={t('alerts.flappingTip')}>
          {t('alerts.flapping')}
        </Badge>
      )}
      {unknown !== null && (
        <Badge tone="attention" tip={unknown}>
          {t('alerts.unknown')}
        </Badge>
      )}
      {acknowledged && (
        <Badge tone="accent" tip={t('alerts.acknowledgedBy', acknowledged)}>
          {t('alerts.acknowledged')}
        </Badge>
      )}
      {mutedUntil !== null && (
        <Badge tip={t('alerts.mutedUntil', { at: instantWords(mutedUntil, zone) })}>
          {t('alerts.muted')}
        </Badge>
      )}
    </span>
  )
}

export function unknownWords(because: Alert['unknownBecause'], t: Translate): string {
  if (because === 'cluster') return t('alerts.unknownCluster')
  return because === 'warming' ? t('alerts.unknownWarming') : t('alerts.unknownGroup')
}

/** To the minute, as a person says when something ends. */
export function instantWords(at: number, zone: string): string {
  const text = formatInstant(at, zone)
  return text === null ? '' : `${text.date} ${text.time.slice(0, 5)}`
}
