import { NamePattern } from '@sluice/shared/alerts'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { FormRow, LABELLED } from './form-row.tsx'
import { PanelFrame } from './panel-frame.tsx'
import { SPANS, type SpanName } from './spans.ts'
import { useAlertAction } from './use-alert-action.ts'
import { useAlertRefusal } from './use-alert-refusal.ts'

interface MutePanelProps {
  cluster: string
  /** What its groups begin with. */
  groups: string
  onDone: () => void
  onClose: () => void
}

/** Makes a mute: which groups, how long, who and why. */
export function MutePanel({ cluster, groups: begun, onDone, onClose }: MutePanelProps) {
  const { t } = useText()
  const { act, busy } = useAlertAction(cluster)
  const refusal = useAlertRefusal(cluster)
  const [groups, setGroups] = useState(begun)
  const [span, setSpan] = useState<SpanName>('hour')
  const [by, setBy] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const names = groups.split(/[,\n]/).flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  const fits =
    names.length > 0 && names.length <= 20 && names.every((name) => NamePattern.safeParse(name).success)
  const spans = [
    { value: 'hour' as const, label: t('alerts.forHour') },
    { value: 'four' as const, label: t('alerts.forFour') },
    { value: 'day' as const, label: t('alerts.forDay') },
    { value: 'week' as const, label: t('alerts.forWeek') },
  ]
  const mute = async () => {
    setTried(true)
    if (!fits || refusal !== null) return
    const made = await act((writes) =>
      writes.mute({ groups: names, ruleId: null, forMs: SPANS[span], by, note }),
    )
    if (made === null) return
    notify(t('alerts.muteMade'))
    onDone()
  }
  return (
    <PanelFrame title={t('alerts.newMute')} onClose={onClose}>
      <form
        className="flex flex-col gap-3 p-3"
        onSubmit={(event) => {
          event.preventDefault()
          void mute()
        }}
      >
        <FormRow hint={t('alerts.fieldGroupsHint')}>
          <TextField
            label={t('alerts.fieldGroups')}
            labelShown
            className={LABELLED}
            mono
            value={groups}
            fault={tried && !fits ? t('alerts.faultGroups') : null}
            onChange={(event) => setGroups(event.target.value)}
          />
        </FormRow>
        <SelectField
          label={t('alerts.muteFor')}
          labelShown
          className={LABELLED}
          value={span}
          options={spans}
          onChange={setSpan}
        />
        <TextField
          label={t('alerts.who')}
          labelShown
          className={LABELLED}
          value={by}
          maxLength={200}
          onChange={(event) => setBy(event.target.value)}
        />
        <TextField
          label={t('alerts.note')}
          labelShown
          className={LABELLED}
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.target.value)}
        />
        <div>
          <RefusableButton type="submit" look="primary" refusal={refusal} disabled={busy}>
            {t('alerts.muteNow')}
          </RefusableButton>
        </div>
      </form>
    </PanelFrame>
  )
}
