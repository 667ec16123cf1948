import { HEADER_KINDS } from '@sluice/shared/replay'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Check } from '#ui/check.tsx'
import { SelectField } from '#ui/select-field.tsx'
import type { ReplayDraft } from './draft.ts'
import { DraftArea, DraftText } from './draft-field.tsx'
import { readHeaderRows, readJson, readMaskRows } from './draft-rows.ts'
import type { FormProps } from './form-props.ts'
import { FormHint, FormLine, FormSection } from './form-section.tsx'
import { HeaderRows } from './header-rows.tsx'
import { MaskRows } from './mask-rows.tsx'

const KEYS = ['keep', 'path', 'cel', 'none'] as const
const VALUES = ['keep', 'cel', 'merge'] as const

/** How many changes a draft asks for. */
export function changesOf(draft: ReplayDraft): number {
  return (
    readHeaderRows(draft.headers).length +
    (draft.strip === '' ? 0 : draft.strip.split(',').length) +
    (draft.rekey === 'keep' ? 0 : 1) +
    (draft.revalue === 'keep' ? 0 : 1) +
    readMaskRows(draft.mask).length +
    editCount(draft)
  )
}

function editCount({ edits }: ReplayDraft): number {
  const read = readJson(edits)
  return Array.isArray(read) ? read.length : 0
}

/** What becomes of each record on its way. */
export function ChangesSection(props: FormProps) {
  const { draft, faults, onEdit } = props
  const { t } = useText()
  const n = changesOf(draft)
  const fields = ['headers', 'rekeyto', 'revalueto', 'mask', 'edits'] as const
  const strip = draft.strip === '' ? [] : draft.strip.split(',')
  const edits = editCount(draft)
  return (
    <FormSection
      title={t('republish.changes')}
      summary={n === 0 ? t('republish.changesNone') : t('republish.changesSome', { n })}
      faulty={fields.some((field) => faults[field] !== undefined)}
      startOpen={n > 0}
    >
      <FormLine label={t('republish.headers')}>
        <HeaderRows {...props} />
      </FormLine>
      <FormLine label={t('republish.strip')}>
        {HEADER_KINDS.map((kind) => (
          <Check
            key={kind}
            className="h-7 pr-2"
            on={strip.includes(kind)}
            onChange={(on) =>
              onEdit({ strip: (on ? [...strip, kind] : strip.filter((one) => one !== kind)).join(',') })
            }
          >
            {t(`republish.strip_${kind}`)}
          </Check>
        ))}
      </FormLine>
      <FormLine label={t('republish.key')}>
        <SelectField
          label={t('republish.key')}
          value={KEYS.find((one) => one === draft.rekey) ?? 'keep'}
          options={KEYS.map((value) => ({ value, label: t(`republish.key_${value}`) }))}
          onChange={(rekey) => onEdit({ rekey })}
          fit
        />
        {draft.rekey === 'path' && (
          <DraftText
            {...props}
            field="rekeyto"
            label={t('republish.key')}
            placeholder="value.customer.id"
            className="w-64"
          />
        )}
        {draft.rekey === 'cel' && (
          <DraftArea
            {...props}
            field="rekeyto"
            label={t('republish.key')}
            placeholder="string(value.customer.id)"
          />
        )}
      </FormLine>
      <FormLine label={t('republish.value')}>
        <SelectField
          label={t('republish.value')}
          value={VALUES.find((one) => one === draft.revalue) ?? 'keep'}
          options={VALUES.map((value) => ({ value, label: t(`republish.value_${value}`) }))}
          onChange={(revalue) => onEdit({ revalue })}
          fit
        />
        {draft.revalue !== 'keep' && (
          <DraftArea
            {...props}
            field="revalueto"
            label={t('republish.value')}
            placeholder={draft.revalue === 'merge' ? '{"status": "retried", "error": null}' : 'value.payload'}
          />
        )}
      </FormLine>
      <FormLine label={t('republish.mask')}>
        <MaskRows {...props} />
      </FormLine>
      {edits > 0 && (
        <p className="flex items-center gap-2">
          {t('republish.editsSome', { n: edits })}
          <Button look="link" onClick={() => onEdit({ edits: '' })}>
            {t('republish.editsDrop')}
          </Button>
        </p>
      )}
      {faults.edits !== undefined && <FormHint>{t('republish.fault_edits')}</FormHint>}
    </FormSection>
  )
}
