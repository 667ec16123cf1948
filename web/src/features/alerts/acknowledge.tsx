import type { Alert } from '@sluice/shared/alerts-state'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { SPANS, type SpanName } from './spans.ts'
import { useAlertAction } from './use-alert-action.ts'
import { useAlertRefusal } from './use-alert-refusal.ts'

/** Says that somebody is at an alert, or gives it back. */
export function Acknowledge({ cluster, alert }: { cluster: string; alert: Alert }) {
  const { t } = useText()
  const { act, busy } = useAlertAction(cluster)
  const refusal = useAlertRefusal(cluster)
  const [by, setBy] = useState('')
  const [note, setNote] = useState('')
  const [span, setSpan] = useState<SpanName | 'end'>('end')
  const taken = alert.acknowledged
  const say = (acknowledged: boolean) =>
    void act((writes) =>
      writes.acknowledge({
        id: alert.id,
        acknowledged,
        forMs: span === 'end' ? null : SPANS[span],
        by,
        note,
      }),
    )
  if (taken !== null)
    return (
      <div className="flex flex-wrap items-center gap-2 border-hairline border-t px-3 pt-3">
        <p>{t('alerts.acknowledgedBy', taken)}</p>
        <RefusableButton refusal={refusal} disabled={busy} onClick={() => say(false)}>
          {t('alerts.unacknowledge')}
        </RefusableButton>
      </div>
    )
  const spans = [
    { value: 'end' as const, label: t('alerts.untilEnd') },
    { value: 'hour' as const, label: t('alerts.forHour') },
    { value: 'four' as const, label: t('alerts.forFour') },
    { value: 'day' as const, label: t('alerts.forDay') },
  ]
  return (
    <form
      className="flex flex-col gap-2 border-hairline border-t px-3 pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) say(true)
      }}
    >
      <p className="text-ink-muted text-meta">{t('alerts.acknowledgeHint')}</p>
      <div className="flex flex-wrap gap-2">
        <TextField
          label={t('alerts.who')}
          placeholder={t('alerts.who')}
          value={by}
          maxLength={200}
          className="w-32"
          onChange={(event) => setBy(event.target.value)}
        />
        <TextField
          label={t('alerts.note')}
          placeholder={t('alerts.note')}
          value={note}
          maxLength={1000}
          className="min-w-32 flex-1"
          onChange={(event) => setNote(event.target.value)}
        />
        <SelectField label={t('alerts.muteFor')} value={span} options={spans} onChange={setSpan} />
        <RefusableButton type="submit" refusal={refusal} disabled={busy}>
          {t('alerts.acknowledge')}
        </RefusableButton>
      </div>
    </form>
  )
}
