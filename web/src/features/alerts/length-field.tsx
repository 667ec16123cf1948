import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { LengthDraft } from './rule-draft.ts'

interface LengthFieldProps {
  label: string
  value: LengthDraft
  fault: string | null
  onChange: (value: LengthDraft) => void
}

/** A length of time: a whole number and its unit. */
export function LengthField({ label, value, fault, onChange }: LengthFieldProps) {
  const { t } = useText()
  const units = [
    { value: 's' as const, label: t('alerts.seconds') },
    { value: 'min' as const, label: t('alerts.minutes') },
    { value: 'h' as const, label: t('alerts.hours') },
    { value: 'd' as const, label: t('alerts.days') },
  ]
  return (
    <span className="inline-flex items-center gap-1.5">
      <TextField
        label={label}
        inputMode="numeric"
        className="w-20"
        value={value.amount}
        fault={fault}
        onChange={(event) => onChange({ ...value, amount: event.target.value })}
      />
      <SelectField
        label={`${label}: ${t('alerts.unit')}`}
        value={value.unit}
        options={units}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    </span>
  )
}
