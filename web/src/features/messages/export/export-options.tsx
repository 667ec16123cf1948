import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import type { ColumnSources, ExportChoice } from './export-choice.ts'

interface ExportOptionsProps {
  choice: ExportChoice
  sources: ColumnSources
  onChoose: (part: Partial<ExportChoice>) => void
}

const NAMES_SHOWN = 3

/** What can be chosen of the format. */
export function ExportOptions({ choice, sources, onChoose }: ExportOptionsProps) {
  const { t } = useText()
  if (choice.format === 'tar') return null
  if (choice.format === 'ndjson') {
    return (
      <Check on={choice.exactBytes} onChange={(exactBytes) => onChoose({ exactBytes })}>
        {t('exporting.exactBytes')}
      </Check>
    )
  }
  const { headers, fields } = sources
  const ofList = fields !== null && choice.listColumns
  return (
    <div className="flex flex-col gap-1">
      <Check on={choice.forExcel} onChange={(forExcel) => onChoose({ forExcel })}>
        {t('exporting.forExcel')}
      </Check>
      <Check on={choice.formulaSafe} onChange={(formulaSafe) => onChoose({ formulaSafe })}>
        {t('exporting.formulaSafe')}
      </Check>
      {fields !== null && (
        <Check on={choice.listColumns} onChange={(listColumns) => onChoose({ listColumns })}>
          <span className="min-w-0 truncate">{t('exporting.listColumns', { names: named(fields) })}</span>
        </Check>
      )}
      {headers.length > 0 && !ofList && (
        <Check on={choice.headerColumns} onChange={(headerColumns) => onChoose({ headerColumns })}>
          <span className="min-w-0 truncate">{t('exporting.headerColumns', { names: named(headers) })}</span>
        </Check>
      )}
    </div>
  )
}

function named(names: readonly string[]): string {
  return names.slice(0, NAMES_SHOWN).join(', ') + (names.length > NAMES_SHOWN ? ', …' : '')
}
