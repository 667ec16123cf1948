import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useRef } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { type Column, type ColumnActions, columnName, type Sort } from './column.ts'
import { ColumnEdge } from './column-edge.tsx'
import { useHeadKeys } from './use-head-keys.ts'

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[]
  template: string
  sort: Sort | undefined
  onSort: ((column: string) => void) | undefined
  actions: ColumnActions | undefined
}

/** The names of the columns: one tab stop, with arrows from one to the next. */
function PlainTableHead<Row>({ columns, template, sort, onSort, actions }: TableHeadProps<Row>) {
  const head = useRef<HTMLDivElement>(null)
  const { onKeyDown, onFocus } = useHeadKeys({ head, columns, actions })
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        ref={head}
        role="row"
        aria-rowindex={1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="grid h-[26px] items-center border-hairline border-b bg-surface-sunken text-ink-muted text-meta"
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column, at) => {
          const order = sort?.column === column.id ? sort.order : undefined
          const sortable = column.sortable === true && onSort !== undefined
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 1}
              data-column={column.id}
              data-tip={column.headerTip}
              aria-sort={ariaSort(sortable, order)}
              className={classNames(
                'group/head relative flex h-full min-w-0 items-center gap-0.5 px-2',
                column.align === 'end' && 'justify-end text-right',
              )}
            >
              {sortable ? (
                <SortButton column={column} order={order} onSort={onSort} movable={actions !== undefined} />
              ) : (
                <span className={classNames('truncate', isDrawing(column) && 'flex-1')}>{column.header}</span>
              )}
              {column.headerTool}
              {actions && <ColumnEdge column={column.id} onResize={actions.onResize} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

export const TableHead = memo(PlainTableHead) as typeof PlainTableHead

/** A scale over the column has no width of its own: it takes that of the column. */
function isDrawing<Row>({ header, headerTool }: Column<Row>): boolean {
  return typeof header !== 'string' && headerTool === undefined
}

function ariaSort(sortable: boolean, order: Sort['order'] | undefined) {
  if (order === undefined) return sortable ? 'none' : undefined
  return order === 'asc' ? 'ascending' : 'descending'
}

interface SortButtonProps<Row> {
  column: Column<Row>
  order: Sort['order'] | undefined
  onSort: (column: string) => void
  movable: boolean
}

function SortButton<Row>({ column, order, onSort, movable }: SortButtonProps<Row>) {
  const { t } = useText()
  const Arrow = order === 'desc' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      aria-label={t('ui.sortBy', { column: columnName(column) })}
      aria-keyshortcuts={
        movable ? 'Shift+ArrowLeft Shift+ArrowRight Alt+ArrowLeft Alt+ArrowRight' : undefined
      }
      onClick={() => onSort(column.id)}
      className={classNames(
        'group/sort flex min-w-0 items-center gap-1 hover:text-ink',
        column.align === 'end' && 'flex-row-reverse',
        order && 'text-ink',
      )}
    >
      <span className="min-w-0 truncate">{column.header}</span>
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
