import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import type { ReplayDraft } from './draft.ts'
import { DraftText } from './draft-field.tsx'
import type { FormProps } from './form-props.ts'
import { FormLine, FormSection } from './form-section.tsx'

const PACES = ['rate', 'timing', 'unlimited'] as const

/** How fast, and what holds it back. */
export function PaceSection(props: FormProps) {
  const { draft, faults } = props
  const { t } = useText()
  const fields = ['rate', 'byterate', 'factor', 'maxgap', 'canary', 'maxlag'] as const
  return (
    <FormSection
      title={t('republish.pace')}
      summary={paceSummary(draft, t)}
      faulty={fields.some((field) => faults[field] !== undefined)}
      startOpen={draft.canary !== '' || draft.group !== '' || draft.pace !== 'rate'}
    >
      <FormLine label={t('republish.pace')}>
        <PaceFields {...props} />
      </FormLine>
      <FormLine label={t('republish.canary')}>
        <DraftText
          {...props}
          field="canary"
          numeric
          label={t('republish.canary')}
          placeholder={t('republish.canaryHint')}
          className="w-20"
        />
        <span className="text-ink-muted">{t('republish.canaryUnit')}</span>
      </FormLine>
      <FormLine label={t('republish.group')}>
        <DraftText
          {...props}
          field="group"
          label={t('republish.group')}
          placeholder={t('republish.groupHint')}
          className="w-36"
        />
        <span className="text-ink-muted">{t('republish.groupUnit')}</span>
        <DraftText {...props} field="maxlag" numeric label={t('republish.maxlag')} className="w-20" />
        <span className="text-ink-muted">{t('republish.maxlagUnit')}</span>
      </FormLine>
    </FormSection>
  )
}

function PaceFields(props: FormProps) {
  const { draft, onEdit } = props
  const { t } = useText()
  return (
    <>
      <SelectField
        label={t('republish.pace')}
        value={PACES.find((one) => one === draft.pace) ?? 'rate'}
        options={PACES.map((value) => ({ value, label: t(`republish.pace_${value}`) }))}
        onChange={(pace) => onEdit({ pace })}
        fit
      />
      {draft.pace === 'rate' && (
        <>
          <DraftText {...props} field="rate" numeric label={t('republish.rate')} className="w-24" />
          <span className="text-ink-muted">{t('republish.rateUnit')}</span>
          <DraftText
            {...props}
            field="byterate"
            numeric
            label={t('republish.byterate')}
            placeholder="—"
            className="w-28"
          />
          <span className="text-ink-muted">{t('republish.byterateUnit')}</span>
        </>
      )}
      {draft.pace === 'timing' && (
        <>
          <DraftText {...props} field="factor" numeric label={t('republish.factor')} className="w-20" />
          <span className="text-ink-muted">{t('republish.factorUnit')}</span>
          <DraftText {...props} field="maxgap" numeric label={t('republish.maxgap')} className="w-20" />
          <span className="text-ink-muted">{t('republish.maxgapUnit')}</span>
        </>
      )}
    </>
  )
}

function paceSummary(draft: ReplayDraft, t: Translate): string {
  const pace =
    draft.pace === 'unlimited'
      ? [t('republish.pace_unlimited')]
      : draft.pace === 'timing'
        ? [t('republish.paceTiming', { factor: draft.factor })]
        : [
            ...(draft.rate === '' ? [] : [t('republish.paceRate', { rate: draft.rate })]),
            ...(draft.byterate === '' ? [] : [t('republish.paceBytes', { rate: draft.byterate })]),
          ]
  return [
    ...pace,
    ...(draft.canary === '' ? [] : [t('republish.withCanary', { n: draft.canary })]),
    ...(draft.group === '' ? [] : [t('republish.withGroup', { group: draft.group })]),
  ].join(', ')
}
