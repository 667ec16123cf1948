import type { AlertRule } from '@sluice/shared/alerts'
import type { AlertMute } from '@sluice/shared/alerts-state'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { instantWords } from './alert-badges.tsx'
import { useAlertAction } from './use-alert-action.ts'
import { useAlertRefusal } from './use-alert-refusal.ts'

interface MutesViewProps {
  cluster: string
  mutes: readonly AlertMute[]
  rules: readonly AlertRule[]
  onNew: () => void
}

/** What is kept back, until when, and who said so. */
export function MutesView({ cluster, mutes, rules, onNew }: MutesViewProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const { act, busy } = useAlertAction(cluster)
  const refusal = useAlertRefusal(cluster)
  if (mutes.length === 0)
    return (
      <EmptyState title={t('alerts.noneMutes')} reason={t('alerts.noneMutesReason')}>
        <RefusableButton refusal={refusal} onClick={onNew}>
          {t('alerts.newMute')}
        </RefusableButton>
      </EmptyState>
    )
  return (
    <StaticTable
      label={t('alerts.mutes')}
      rows={mutes}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'groups',
          header: t('alerts.mutedGroups'),
          cell: ({ groups }) => <span className="break-all font-mono">{groups.join(', ')}</span>,
        },
        {
          id: 'rule',
          header: t('alerts.mutedRule'),
          cell: ({ ruleId }) =>
            ruleId === null ? t('alerts.everyRule') : (rules.find(({ id }) => id === ruleId)?.name ?? ruleId),
        },
        { id: 'ends', header: t('alerts.mutedEnds'), cell: ({ until }) => instantWords(until, zone) },
        {
          id: 'by',
          header: t('alerts.mutedBy'),
          cell: ({ by, source }) => (source === 'reset' ? t('alerts.byReset') : by),
        },
        { id: 'note', header: t('alerts.note'), cell: ({ note }) => note },
        {
          id: 'end',
          header: '',
          align: 'end',
          cell: ({ id }) => (
            <RefusableButton
              look="link"
              refusal={refusal}
              disabled={busy}
              onClick={() => void act((writes) => writes.endMute(id))}
            >
              {t('alerts.endMute')}
            </RefusableButton>
          ),
        },
      ]}
    />
  )
}
