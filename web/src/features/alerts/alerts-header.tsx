import type { AlertList } from '@sluice/shared/alerts-state'
import { Plus } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Freshness } from '#ui/freshness.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { ALERTS_CYCLE_MS } from './alerts.queries.ts'

interface AlertsHeaderProps {
  list: AlertList | undefined
  /** Why nothing can be changed; null where it can. */
  refusal: string | null
  arrivedAt: number
  onNewRule: () => void
  onNewMute: () => void
}

/** How it stands in one line, and what keeps it from being the truth of now. */
export function AlertsHeader({ list, refusal, arrivedAt, onNewRule, onNewMute }: AlertsHeaderProps) {
  const { t } = useText()
  const counts = list?.counts
  return (
    <>
      <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <h1 className="font-semibold text-title">{t('alerts.title')}</h1>
        {counts && (
          <span role="status" className="flex items-center gap-3 text-ink-muted tabular-nums">
            <span className="inline-flex items-center gap-1.5 text-ink">
              <StateMark tone={counts.firing > counts.muted ? 'trouble' : 'ok'} />
              {t('alerts.firingCount', { n: counts.firing })}
            </span>
            {counts.pending > 0 && <span>{t('alerts.pendingCount', { n: counts.pending })}</span>}
            {counts.muted > 0 && <span>{t('alerts.mutedCount', { n: counts.muted })}</span>}
          </span>
        )}
        <span className="ml-auto flex items-center gap-2">
          <Freshness arrivedAt={arrivedAt} cycleMs={ALERTS_CYCLE_MS} />
          <RefusableButton look="quiet" refusal={refusal} onClick={onNewMute}>
            {t('alerts.newMute')}
          </RefusableButton>
          <Button icon={<Plus aria-hidden="true" className="size-3.5" />} onClick={onNewRule}>
            {t('alerts.newRule')}
          </Button>
        </span>
      </header>
      {list?.suspended && <Note text={t('alerts.suspended', { why: list.suspended })} />}
      {refusal !== null && <Note text={refusal} />}
      {list && !list.kept && <Note text={t('alerts.notKept')} />}
    </>
  )
}

function Note({ text }: { text: string }) {
  return (
    <p
      role="status"
      className="flex items-center gap-1.5 border-hairline border-b bg-attention-soft px-3 py-1 text-attention"
    >
      <StateMark tone="attention" />
      {text}
    </p>
  )
}
