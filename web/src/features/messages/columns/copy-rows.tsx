import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { chosenColumns } from './columns.ts'
import type { ListLayout } from './list-layout.ts'
import { type TableFormat, tableText } from './table-text.ts'

/** Copies the loaded rows in the order and with the columns that are shown. */
export function CopyRows({ layout }: { layout: ListLayout }) {
  const { t } = useText()
  const zone = useTimeZone()
  const { rows, stale } = layout.snapshot
  if (rows.length === 0 || stale) return null
  const fields = chosenColumns(layout.columns).map(({ field }) => field)
  const text = (format: TableFormat) => () => tableText(rows, { fields, format, zone, t })
  return (
    <div className="-mx-3 -mb-1.5 flex items-center gap-1 border-hairline border-t px-3 pt-1.5 text-ink-muted text-meta">
      <span className="mr-auto">
        {t('columns.copyLoaded', { count: rows.length, text: formatCount(rows.length) })}
      </span>
      <CopyButton label={t('columns.copyTsv')} text={text('tsv')} word="TSV" />
      <CopyButton label={t('columns.copyMarkdown')} text={text('markdown')} word="Markdown" />
    </div>
  )
}
