import { ArrowDown, ArrowUp } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Column, Sort } from './column.ts'

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[]
  template: string
  sort: Sort | undefined
  onSort: ((column: string) => void) | undefined
}

export function TableHead<Row>({ columns, template, sort, onSort }: TableHeadProps<Row>) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-7 items-center border-hairline border-b bg-surface-sunken text-ink-muted text-meta"
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => {
          const order = sort?.column === column.id ? sort.order : undefined
          return (
            <div
              key={column.id}
              role="columnheader"
              data-tip={column.headerTip}
              aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : undefined}
              className={classNames('truncate px-2', column.align === 'end' && 'text-right')}
            >
              {column.sortable && onSort ? (
                <SortButton column={column} order={order} onSort={onSort} />
              ) : (
                column.header
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface SortButtonProps<Row> {
  column: Column<Row>
  order: Sort['order'] | undefined
  onSort: (column: string) => void
}

function SortButton<Row>({ column, order, onSort }: SortButtonProps<Row>) {
  const { t } = useText()
  const Arrow = order === 'desc' ? ArrowDown : ArrowUp
  const name = typeof column.header === 'string' ? column.header : column.id
  return (
    <button
      type="button"
      aria-label={t('ui.sortBy', { column: name })}
      onClick={() => onSort(column.id)}
      className={classNames(
        'group/sort flex max-w-full items-center gap-1 hover:text-ink',
        column.align === 'end' && 'ml-auto flex-row-reverse',
        order && 'text-ink',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Arrow
        aria-hidden="true"
        className={classNames(
          'size-3 shrink-0',
          order ? 'text-accent' : 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60',
        )}
      />
    </button>
  )
}
