import { CODECS } from '@sluice/shared/messages'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { DraftText } from './draft-field.tsx'
import type { FormProps } from './form-props.ts'
import { FormLine, FormSection } from './form-section.tsx'

const TIMES = ['keep', 'now', 'shift'] as const
const PLACES = ['same', 'key', 'fixed'] as const

/** How true to the source records are written, beside their bytes. */
export function FidelitySection(props: FormProps) {
  const { draft, faults, onEdit } = props
  const { t } = useText()
  const exact = draft.time === 'keep' && draft.place === 'same' && draft.codec === 'source'
  return (
    <FormSection
      title={t('republish.fidelity')}
      summary={t(exact ? 'republish.fidelityExact' : 'republish.fidelityOther')}
      faulty={faults.shift !== undefined || faults.partition !== undefined}
      startOpen={!exact}
    >
      <FormLine label={t('republish.time')}>
        <SelectField
          label={t('republish.time')}
          value={TIMES.find((one) => one === draft.time) ?? 'keep'}
          options={TIMES.map((value) => ({ value, label: t(`republish.time_${value}`) }))}
          onChange={(time) => onEdit({ time })}
          fit
        />
        {draft.time === 'shift' && (
          <DraftText
            {...props}
            field="shift"
            label={t('republish.shift')}
            placeholder={t('republish.shiftHint')}
            className="w-40"
          />
        )}
      </FormLine>
      <FormLine label={t('republish.place')}>
        <SelectField
          label={t('republish.place')}
          value={PLACES.find((one) => one === draft.place) ?? 'same'}
          options={PLACES.map((value) => ({ value, label: t(`republish.place_${value}`) }))}
          onChange={(place) => onEdit({ place })}
          fit
        />
        {draft.place === 'fixed' && (
          <DraftText {...props} field="partition" numeric label={t('republish.partition')} className="w-20" />
        )}
      </FormLine>
      <FormLine label={t('republish.codec')}>
        <SelectField
          label={t('republish.codec')}
          value={CODECS.find((one) => one === draft.codec) ?? 'source'}
          options={[
            { value: 'source' as const, label: t('republish.codec_source') },
            ...CODECS.map((value) => ({ value, label: value })),
          ]}
          onChange={(codec) => onEdit({ codec })}
          fit
        />
      </FormLine>
    </FormSection>
  )
}
