import type { Message } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { type Columns, chosenColumns } from './columns.ts'
import { tableText } from './table-text.ts'

interface RowCopiesOptions {
  columns: Columns
  zone: string
  t: Translate
}

/** The ways to copy one message as a row of the list. */
export function rowCopies(message: Message, { columns, zone, t }: RowCopiesOptions) {
  const fields = chosenColumns(columns).map(({ field }) => field)
  const text = (format: 'tsv' | 'markdown') => () => tableText([message], { fields, format, zone, t })
  return [
    { id: 'tsv', label: t('columns.rowTsv'), text: text('tsv'), whole: true },
    { id: 'markdown', label: t('columns.rowMarkdown'), text: text('markdown'), whole: true },
  ]
}
