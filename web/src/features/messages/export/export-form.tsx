import { EXPORT_FORMATS, type ExportFormat } from '@sluice/shared/messages-export'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { FormEvent } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { type ColumnSources, type ExportChoice, limitChoices } from './export-choice.ts'
import { ExportOptions } from './export-options.tsx'
import { scopeWords } from './export-words.ts'

interface ExportFormProps {
  query: MessagesQuery
  loaded: number
  choice: ExportChoice
  sources: ColumnSources
  /** Another export of this tab is not over yet. */
  busy: boolean
  onChoose: (part: Partial<ExportChoice>) => void
  onBegin: () => void
}

/** Names of formats are the same in every language. */
const NAMES: Partial<Record<ExportFormat, string>> = { ndjson: 'NDJSON', csv: 'CSV' }
const WHY = {
  ndjson: 'exporting.ndjsonWhy',
  csv: 'exporting.csvWhy',
  tar: 'exporting.tarWhy',
} as const satisfies Record<ExportFormat, string>

/** Which messages, and as what. */
export function ExportForm(props: ExportFormProps) {
  const { query, loaded, choice, sources, busy, onChoose, onBegin } = props
  const { t } = useText()
  const zone = useTimeZone()
  const { which, where } = scopeWords(query, { limit: choice.limit, zone }, t)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The panel stands inside the toolbar for React, though not for the page.
    event.stopPropagation()
    if (!busy) onBegin()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div>
        <p className="font-medium">{which}</p>
        <p className="text-ink-muted text-meta">{where}</p>
        {choice.limit === null && loaded >= query.limit && (
          <p className="text-ink-muted text-meta">{t('exporting.notOnly', { count: formatCount(loaded) })}</p>
        )}
      </div>
      <div className="flex items-end gap-2">
        <SelectField
          label={t('exporting.format')}
          labelShown
          value={choice.format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: NAMES[value] ?? t('exporting.tar') }))}
          onChange={(format) => onChoose({ format })}
        />
        <SelectField
          label={t('exporting.howMany')}
          labelShown
          value={choice.limit === null ? '' : String(choice.limit)}
          options={[
            { value: '', label: t('exporting.everything') },
            ...limitChoices(query.limit).map((limit) => ({
              value: String(limit),
              label: t('exporting.atMost', { count: formatCount(limit) }),
            })),
          ]}
          onChange={(limit) => onChoose({ limit: limit === '' ? null : Number(limit) })}
        />
      </div>
      <p className="text-ink-muted text-meta">{t(WHY[choice.format])}</p>
      <ExportOptions choice={choice} sources={sources} onChoose={onChoose} />
      <div className="flex items-center justify-end gap-2">
        {busy && <p className="text-ink-muted text-meta">{t('exporting.busy')}</p>}
        <Button type="submit" look="primary" disabled={busy}>
          {t('exporting.begin')}
        </Button>
      </div>
    </form>
  )
}
