import { LAG_STATES } from '@sluice/shared/groups-state'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { stateWord } from './alert-words.ts'
import { LABELLED } from './form-row.tsx'
import { LengthField } from './length-field.tsx'
import type { RuleDraft } from './rule-draft.ts'

interface ConditionFieldsProps {
  draft: RuleDraft
  fault: string | null
  onEdit: (part: Partial<RuleDraft>) => void
}

const KINDS = ['lagTime', 'lagMessages', 'state', 'timeToLoss', 'noProgress', 'lost'] as const
/** What nobody wants to be woken for. */
const CALM = new Set(['OK', 'WARMING', 'PHANTOM'])

/** What is looked for, and its threshold. */
export function ConditionFields({ draft, fault, onEdit }: ConditionFieldsProps) {
  const { t } = useText()
  const { kind, length, messages, states } = draft
  const kinds = KINDS.map((value) => ({ value, label: t(`alerts.${value}`) }))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{t('alerts.fieldCondition')}</legend>
      <SelectField
        label={t('alerts.fieldCondition')}
        labelShown
        className={LABELLED}
        value={kind}
        options={kinds}
        onChange={(next) => onEdit({ kind: next })}
      />
      {(kind === 'lagTime' || kind === 'noProgress' || kind === 'timeToLoss') && (
        <span className="flex items-center gap-2 pl-[5.5rem]">
          <span className="text-ink-muted">
            {kind === 'timeToLoss' ? t('alerts.fieldBelow') : t('alerts.fieldAbove')}
          </span>
          <LengthField
            label={t('alerts.amount')}
            value={length}
            fault={fault}
            onChange={(next) => onEdit({ length: next })}
          />
        </span>
      )}
      {kind === 'lagMessages' && (
        <span className="flex items-center gap-2 pl-[5.5rem]">
          <span className="text-ink-muted">{t('alerts.fieldAbove')}</span>
          <TextField
            label={t('alerts.amount')}
            inputMode="numeric"
            className="w-32"
            value={messages}
            fault={fault}
            onChange={(event) => onEdit({ messages: event.target.value })}
          />
        </span>
      )}
      {kind === 'state' && (
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1 pl-[5.5rem]">
          <legend className="sr-only">{t('alerts.fieldStates')}</legend>
          {LAG_STATES.filter((state) => !CALM.has(state)).map((state) => (
            <Check
              key={state}
              on={states.includes(state)}
              onChange={(on) =>
                onEdit({ states: LAG_STATES.filter((one) => (one === state ? on : states.includes(one))) })
              }
            >
              {stateWord(state, t)}
            </Check>
          ))}
          {fault !== null && (
            <p role="alert" className="w-full text-meta text-trouble">
              {fault}
            </p>
          )}
        </fieldset>
      )}
    </fieldset>
  )
}
