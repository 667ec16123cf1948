import { useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { TextField } from '#ui/text-field.tsx'
import type { DraftField } from './draft.ts'
import type { FormProps } from './form-props.ts'

interface DraftTextProps extends FormProps {
  field: DraftField
  label: string
  placeholder?: string
  className?: string
  /** Letters that came from Kafka or go there. */
  mono?: boolean
  numeric?: boolean
}

const PAUSE_MS = 400

/** A text of the draft; while it is typed the link waits. */
export function DraftText(props: DraftTextProps) {
  const { field, label, placeholder, className, mono = true, numeric = false, draft, faults, onEdit } = props
  const { t } = useText()
  const commit = useCallback((text: string) => onEdit({ [field]: text }), [onEdit, field])
  const [shown, type] = useDebouncedText(draft[field], commit, PAUSE_MS)
  const fault = faults[field]
  return (
    <TextField
      label={label}
      mono={mono}
      {...(className === undefined ? {} : { className })}
      placeholder={placeholder}
      inputMode={numeric ? 'decimal' : undefined}
      value={shown}
      fault={fault === undefined || shown !== draft[field] ? null : t(`republish.fault_${fault}`)}
      onChange={(event) => type(event.target.value)}
    />
  )
}

/** A longer text: an expression, a patch. */
export function DraftArea({ field, label, placeholder, draft, faults, onEdit }: DraftTextProps) {
  const { t } = useText()
  const commit = useCallback((text: string) => onEdit({ [field]: text }), [onEdit, field])
  const [shown, type] = useDebouncedText(draft[field], commit, PAUSE_MS)
  const fault = faults[field]
  const faulty = fault !== undefined && shown === draft[field]
  return (
    <span className="flex w-full flex-col gap-1">
      <textarea
        aria-label={label}
        aria-invalid={faulty || undefined}
        spellCheck={false}
        rows={3}
        placeholder={placeholder}
        value={shown}
        onChange={(event) => type(event.target.value)}
        className={`w-full resize-y rounded-md border bg-surface-raised px-2 py-1 font-mono text-meta outline-none focus:border-accent ${faulty ? 'border-trouble' : 'border-hairline-strong'}`}
      />
      {faulty && fault !== undefined && (
        <span role="alert" className="text-meta text-trouble">
          {t(`republish.fault_${fault}`)}
        </span>
      )}
    </span>
  )
}
