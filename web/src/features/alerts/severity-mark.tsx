import type { AlertSeverity } from '@sluice/shared/alerts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'

const TONES: Record<AlertSeverity, StateTone> = { critical: 'trouble', warning: 'attention', info: 'unknown' }

/** How urgent, by shape and word. */
export function SeverityMark({ severity }: { severity: AlertSeverity }) {
  const { t } = useText()
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <StateMark tone={TONES[severity]} />
      {t(`alerts.${severity}`)}
    </span>
  )
}
