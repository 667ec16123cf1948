import type { Alert } from '@sluice/shared/alerts-state'
import { Link } from '@tanstack/react-router'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { Acknowledge } from './acknowledge.tsx'
import { AlertBadges } from './alert-badges.tsx'
import { conditionWords, valueWords } from './alert-words.ts'
import { lengthWords } from './length-words.ts'
import { PanelFact, PanelFrame } from './panel-frame.tsx'
import { SeverityMark } from './severity-mark.tsx'
import { useAlertRefusal } from './use-alert-refusal.ts'

interface AlertPanelProps {
  cluster: string
  alert: Alert
  onRule: (id: string) => void
  onMute: (group: string) => void
  onClose: () => void
}

/** One alert whole: what is the matter, since when, and what can be done about its notices. */
export function AlertPanel({ cluster, alert, onRule, onMute, onClose }: AlertPanelProps) {
  const { t, language } = useText()
  const words = { t, language }
  const { cause } = alert
  const refusal = useAlertRefusal(cluster)
  return (
    <PanelFrame title={alert.rule} onClose={onClose}>
      <div className="flex flex-col gap-3 py-3">
        <p className="flex flex-wrap items-center gap-2 px-3">
          <SeverityMark severity={alert.severity} />
          <AlertBadges alert={alert} />
        </p>
        {cause !== null && (
          <p className="px-3">{t('groupCause.sentence', { cause, now: alert.resolvedAt ?? Date.now() })}</p>
        )}
        <dl>
          <PanelFact label={t('alerts.columnGroup')}>
            <Link
              to="/clusters/$cluster/groups/$group"
              params={{ cluster, group: alert.group }}
              className="break-all font-mono text-accent hover:underline"
            >
              {alert.group}
            </Link>
          </PanelFact>
          <PanelFact label={t('alerts.columnThreshold')}>{conditionWords(alert.condition, words)}</PanelFact>
          <PanelFact label={t('alerts.columnValue')}>
            {valueWords(alert.value, alert.condition, words) ?? '—'}
          </PanelFact>
          <PanelFact label={t('alerts.columnWorst')}>
            {valueWords(alert.worst, alert.condition, words) ?? '—'}
          </PanelFact>
          <AlertTimes alert={alert} />
        </dl>
        <div className="flex flex-wrap gap-2 px-3">
          <Button onClick={() => onRule(alert.ruleId)}>{t('alerts.editRule')}</Button>
          <RefusableButton refusal={refusal} onClick={() => onMute(alert.group)}>
            {t('alerts.muteGroup')}
          </RefusableButton>
        </div>
        {alert.status === 'firing' && <Acknowledge key={alert.id} cluster={cluster} alert={alert} />}
      </div>
    </PanelFrame>
  )
}

function AlertTimes({ alert }: { alert: Alert }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  return (
    <>
      <PanelFact label={t('alerts.columnSince')}>
        <TimeAgo at={alert.since} />{' '}
        <span className="text-ink-muted text-meta">{formatIso(alert.since, zone)}</span>
      </PanelFact>
      {alert.resolvedAt !== null && (
        <>
          <PanelFact label={t('alerts.columnEnded')}>
            <TimeAgo at={alert.resolvedAt} />{' '}
            <span className="text-ink-muted text-meta">{formatIso(alert.resolvedAt, zone)}</span>
          </PanelFact>
          <PanelFact label={t('alerts.columnLasted')}>
            {lengthWords(alert.resolvedAt - alert.since, language)}
          </PanelFact>
        </>
      )}
      {alert.reason !== null && (
        <PanelFact label={t('alerts.columnReason')}>{t(`alerts.reason${alert.reason}`)}</PanelFact>
      )}
    </>
  )
}
