import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import type { ExportChoice } from './export-choice.ts'

interface ExportOptionsProps {
  choice: ExportChoice
  headers: readonly string[]
  onChoose: (part: Partial<ExportChoice>) => void
}

const NAMES_SHOWN = 3

/** What can be chosen of the format. */
export function ExportOptions({ choice, headers, onChoose }: ExportOptionsProps) {
  const { t } = useText()
  if (choice.format === 'tar') return null
  if (choice.format === 'ndjson') {
    return (
      <Check on={choice.exactBytes} onChange={(exactBytes) => onChoose({ exactBytes })}>
        {t('exporting.exactBytes')}
      </Check>
    )
  }
  const named = headers.slice(0, NAMES_SHOWN).join(', ') + (headers.length > NAMES_SHOWN ? ', …' : '')
  return (
    <div className="flex flex-col gap-1">
      <Check on={choice.forExcel} onChange={(forExcel) => onChoose({ forExcel })}>
        {t('exporting.forExcel')}
      </Check>
      <Check on={choice.formulaSafe} onChange={(formulaSafe) => onChoose({ formulaSafe })}>
        {t('exporting.formulaSafe')}
      </Check>
      {headers.length > 0 && (
        <Check on={choice.headerColumns} onChange={(headerColumns) => onChoose({ headerColumns })}>
          <span className="min-w-0 truncate">{t('exporting.headerColumns', { names: named })}</span>
        </Check>
      )}
    </div>
  )
}
