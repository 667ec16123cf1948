import { GUARANTEES } from '@sluice/shared/replay'
import { useId } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { DraftText } from './draft-field.tsx'
import type { FormProps } from './form-props.ts'
import { FormHint, FormSection } from './form-section.tsx'

const HOLES = ['stop', 'go-on'] as const

/** What the job promises, each promise with what it costs, and what becomes of trouble. */
export function GuaranteeSection(props: FormProps) {
  const { draft, faults, onEdit } = props
  const { t } = useText()
  const name = useId()
  const chosen = GUARANTEES.find((one) => one === draft.guarantee) ?? 'at-least-once'
  const asBefore =
    chosen === 'at-least-once' && draft.provenance !== 'off' && draft.loops === '3' && draft.errors === '5'
  return (
    <FormSection
      title={t('republish.guarantee')}
      summary={t(`republish.guarantee_${chosen}`)}
      faulty={faults.loops !== undefined || faults.errors !== undefined}
      startOpen={!asBefore || draft.holes !== 'stop'}
    >
      <fieldset className="flex flex-col gap-1.5">
        <legend className="sr-only">{t('republish.guarantee')}</legend>
        {GUARANTEES.map((guarantee) => (
          <label key={guarantee} className="grid grid-cols-[auto_1fr] gap-x-2">
            <input
              type="radio"
              name={name}
              checked={guarantee === chosen}
              onChange={() => onEdit({ guarantee })}
              className="mt-1 accent-[var(--accent)]"
            />
            <span>
              {t(`republish.guarantee_${guarantee}`)}
              <span className="block max-w-xl text-ink-muted text-meta">
                {t(`republish.promise_${guarantee}`)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-col gap-0.5">
        <Check on={draft.provenance !== 'off'} onChange={(on) => onEdit({ provenance: on ? 'on' : 'off' })}>
          {t('republish.provenance')}
        </Check>
        <FormHint>{t('republish.provenanceHint')}</FormHint>
      </div>
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-ink-muted">{t('republish.loops')}</span>
        <DraftText {...props} field="loops" numeric label={t('republish.loops')} className="w-16" />
        <span className="text-ink-muted">{t('republish.loopsUnit')}</span>
      </span>
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-ink-muted">{t('republish.errors')}</span>
        <DraftText {...props} field="errors" numeric label={t('republish.errors')} className="w-16" />
        <span className="text-ink-muted">{t('republish.errorsUnit')}</span>
      </span>
      <SelectField
        label={t('republish.holes')}
        labelShown
        className="self-start"
        value={draft.holes === 'go-on' ? 'go-on' : 'stop'}
        options={HOLES.map((value) => ({ value, label: t(`republish.holes_${value}`) }))}
        onChange={(holes) => onEdit({ holes })}
        fit
      />
    </FormSection>
  )
}
