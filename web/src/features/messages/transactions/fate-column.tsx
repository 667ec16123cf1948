import type { Message } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Column } from '#ui/data-table/column.ts'
import type { ColumnChoice } from '../columns/columns.ts'
import { FateMark } from './fate-mark.tsx'

const FIELD = 'transaction'

export function fateColumn(t: Translate): Column<Message> {
  return {
    id: FIELD,
    header: t('fate.column'),
    headerTip: t('fate.columnTip'),
    track: '7rem',
    cell: ({ transaction }) => transaction && <FateMark fate={transaction} />,
  }
}

/** Where every message is shown its mark is shown too, whatever columns were chosen: behind the offset, or else first. */
export function withFate(chosen: readonly ColumnChoice[], marked: boolean): readonly ColumnChoice[] {
  if (!marked || chosen.some(({ field }) => field === FIELD)) return chosen
  const at = chosen.findIndex(({ field }) => field === 'offset') + 1
  return [...chosen.slice(0, at), { field: FIELD, width: null }, ...chosen.slice(at)]
}
