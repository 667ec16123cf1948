import { type MouseEvent, memo } from 'react'
import { classNames } from '#lib/class-names.ts'
import { Skeleton } from '../skeleton.tsx'
import type { Column } from './column.ts'

export interface RowMark {
  sign: string
  meaning: string
}

interface TableRowProps<Row> {
  id: string
  /** Undefined while the row is on its way. */
  row: Row | undefined
  index: number
  columns: readonly Column<Row>[]
  template: string
  topPx: number
  heightPx: number
  active: boolean
  selected: boolean
  mark: RowMark | undefined
  onPress: ((index: number) => void) | undefined
  className: string | undefined
}

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { id, row, index, columns, template, topPx, heightPx } = props
  const { active, selected, mark, onPress, className } = props
  const press = (event: MouseEvent) => {
    if (!onPress || isOwnClick(event)) return
    onPress(index)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys for its active row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected || undefined}
      aria-description={mark?.meaning}
      aria-busy={row === undefined || undefined}
      data-openable={onPress !== undefined && row !== undefined}
      onClick={row === undefined ? undefined : press}
      className={classNames(
        'absolute inset-x-0 grid items-center border-hairline border-b contain-strict',
        selected ? 'bg-accent-soft' : 'hover:bg-surface-sunken',
        active &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent group-focus-visible/grid:-outline-offset-2',
        className,
      )}
      style={{
        gridTemplateColumns: template,
        height: heightPx,
        transform: `translateY(${topPx}px)`,
      }}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames('min-w-0 truncate px-2', column.align === 'end' && 'text-right tabular-nums')}
        >
          {row === undefined ? (
            <Skeleton className={column.align === 'end' ? 'w-10' : 'w-3/5'} />
          ) : (
            column.cell(row, index)
          )}
        </div>
      ))}
      {mark && (
        <span
          aria-hidden="true"
          data-tip={mark.meaning}
          className="absolute right-1.5 rounded bg-accent px-1.5 font-medium text-accent-ink text-meta leading-5"
        >
          {mark.sign}
        </span>
      )}
    </div>
  )
}

/** A click on a link or button inside the row, or the end of a text selection, is not a press on the row. */
function isOwnClick(event: MouseEvent): boolean {
  if (event.target instanceof Element && event.target.closest('a, button, input, label')) return true
  const selection = window.getSelection()
  return selection !== null && !selection.isCollapsed && event.currentTarget.contains(selection.anchorNode)
}

export const TableRow = memo(PlainTableRow) as typeof PlainTableRow
