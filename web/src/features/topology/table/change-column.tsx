import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Column } from '#ui/data-table/column.ts'
import { ChangeMark } from '../diff/change-sign.tsx'
import type { ChangeSign } from '../diff/changes.ts'
import type { SortKeys } from './table-sort.ts'

interface Columns<Row> {
  columns: readonly Column<Row>[]
  keys: SortKeys<Row>
}

const FIRST: readonly ChangeSign[] = ['vanished', 'appeared', 'changed']

/** With a column of what became of each row since another time; without one where no times are compared. */
export function withChanges<Row extends { id: string }>(
  { columns, keys }: Columns<Row>,
  changes: ReadonlyMap<string, ChangeSign> | undefined,
  t: Translate,
): Columns<Row> {
  if (changes === undefined) return { columns, keys }
  const change: Column<Row> = {
    ...{ id: 'change', header: '±', name: t('twin.change'), headerTip: t('twin.change') },
    ...{ track: '3rem', sortable: true },
    cell: ({ id }) => {
      const sign = changes.get(id)
      return sign && <ChangeMark sign={sign} />
    },
  }
  const place = ({ id }: Row): number | null => {
    const sign = changes.get(id)
    return sign ? FIRST.indexOf(sign) : null
  }
  return { columns: [change, ...columns], keys: { ...keys, change: { of: place, first: 'asc' } } }
}
