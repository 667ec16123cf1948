import { ALERT_SEVERITIES } from '@sluice/shared/alerts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { FormRow, LABELLED } from './form-row.tsx'
import { LengthField } from './length-field.tsx'
import { lengthWords } from './length-words.ts'
import type { DraftFaults, DraftField, RuleDraft } from './rule-draft.ts'

interface RuleFormProps {
  draft: RuleDraft
  /** None until somebody tried to keep it. */
  faults: DraftFaults
  /** Of the configuration, or being kept: it can be read only. */
  locked: boolean
  receivers: readonly string[]
  /** How long one that fires stays at least. */
  holdMs: number
  onEdit: (part: Partial<RuleDraft>) => void
}

/** The fields of a rule. */
export function RuleForm({ draft, faults, locked, receivers, holdMs, onEdit }: RuleFormProps) {
  const { t, language } = useText()
  const faultOf = (field: DraftField) => {
    const fault = faults[field]
    return fault === undefined ? null : t(`alerts.${fault}`)
  }
  return (
    <fieldset disabled={locked} className="flex flex-col gap-3 p-3">
      <TextField
        label={t('alerts.fieldName')}
        labelShown
        className={LABELLED}
        placeholder={t('alerts.fieldNamePlaceholder')}
        maxLength={200}
        value={draft.name}
        fault={faultOf('name')}
        onChange={(event) => onEdit({ name: event.target.value })}
      />
      <FormRow hint={t('alerts.fieldGroupsHint')}>
        <TextField
          label={t('alerts.fieldGroups')}
          labelShown
          className={LABELLED}
          mono
          value={draft.groups}
          fault={faultOf('groups')}
          onChange={(event) => onEdit({ groups: event.target.value })}
        />
      </FormRow>
      <FormRow hint={t('alerts.fieldTopicsHint')}>
        <TextField
          label={t('alerts.fieldTopics')}
          labelShown
          className={LABELLED}
          mono
          value={draft.topics}
          fault={faultOf('topics')}
          onChange={(event) => onEdit({ topics: event.target.value })}
        />
      </FormRow>
      <ConditionFields draft={draft} fault={faultOf('condition')} onEdit={onEdit} />
      <FormRow hint={t('alerts.fieldForHint', { hold: lengthWords(holdMs, language) })}>
        <span className="flex items-center gap-2">
          <span className="w-20 shrink-0 text-ink-muted text-meta">{t('alerts.fieldFor')}</span>
          <LengthField
            label={t('alerts.fieldFor')}
            value={draft.hold}
            fault={faultOf('hold')}
            onChange={(hold) => onEdit({ hold })}
          />
        </span>
      </FormRow>
      <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SelectField
          label={t('alerts.fieldSeverity')}
          labelShown
          className={LABELLED}
          value={draft.severity}
          options={ALERT_SEVERITIES.map((value) => ({ value, label: t(`alerts.${value}`) }))}
          onChange={(severity) => onEdit({ severity })}
        />
        <Check on={draft.enabled} onChange={(enabled) => onEdit({ enabled })}>
          {t('alerts.fieldEnabled')}
        </Check>
      </span>
      <Tells draft={draft} receivers={receivers} onEdit={onEdit} />
      <FormRow hint={t('alerts.fieldLabelsHint')}>
        <TextField
          label={t('alerts.fieldLabels')}
          labelShown
          className={LABELLED}
          mono
          placeholder="team=books"
          value={draft.labels}
          fault={faultOf('labels')}
          onChange={(event) => onEdit({ labels: event.target.value })}
        />
      </FormRow>
    </fieldset>
  )
}

function Tells({ draft, receivers, onEdit }: Pick<RuleFormProps, 'draft' | 'receivers' | 'onEdit'>) {
  const { t } = useText()
  // One that a rule names and the configuration no longer has can still be taken off it.
  const all = [...new Set([...receivers, ...draft.receivers])]
  return (
    <fieldset className="flex gap-2">
      <legend className="sr-only">{t('alerts.fieldReceivers')}</legend>
      <span aria-hidden="true" className="w-20 shrink-0 text-ink-muted text-meta">
        {t('alerts.fieldReceivers')}
      </span>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {all.length === 0 && <p className="text-ink-muted text-meta">{t('alerts.fieldReceiversNone')}</p>}
        {all.map((name) => (
          <Check
            key={name}
            on={draft.receivers.includes(name)}
            onChange={(on) =>
              onEdit({
                receivers: on ? [...draft.receivers, name] : draft.receivers.filter((one) => one !== name),
              })
            }
          >
            <span className="font-mono">{name}</span>
          </Check>
        ))}
      </div>
    </fieldset>
  )
}
