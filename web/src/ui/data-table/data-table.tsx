import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { classNames } from '#lib/class-names.ts'
import { useRowHeight } from '#lib/density.ts'
import { keyPress } from '#lib/key-press.ts'
import { type Column, type ColumnActions, leastWidth, type Sort } from './column.ts'
import { moveActive } from './grid-keys.ts'
import { useListCommands } from './list-commands.ts'
import { TableHead } from './table-head.tsx'
import { type RowMark, TableRow } from './table-row.tsx'
import { useFollowedRow } from './use-followed-row.ts'
import { useRowWindow } from './use-row-window.ts'

interface DataTableProps<Row> {
  /** Spoken name of the table. */
  label: string
  columns: readonly Column<Row>[]
  rowCount: number
  /** Undefined for a row that is on its way: it is drawn as a skeleton. Must be stable while the rows are. */
  rowAt: (index: number) => Row | undefined
  rowKey?: (index: number) => string | number
  /** Given where rows change places by themselves: the active row is followed. Must be stable. */
  rowId?: (row: Row) => string
  /** The row that has the keys; the table keeps it itself where this is not given. */
  activeIndex?: number
  /** Rows on both sides of it that come into view with it. */
  around?: number
  onActiveChange?: (index: number) => void
  selectedIndex?: number | null
  /** Enter, or a press on the row. */
  onOpen?: (index: number) => void
  /** Space: chooses the active row, or no longer. */
  onToggle?: (index: number) => void
  sort?: Sort
  onSort?: (column: string) => void
  /** Given where the columns can be resized and moved. */
  columnActions?: ColumnActions
  onVisibleChange?: (first: number, last: number) => void
  rowClassName?: (index: number) => string | undefined
  /** A sign at the end of a row, and what it means. Must give the same object for the same sign. */
  rowMark?: (row: Row, index: number) => RowMark | undefined
  /** Marks what is shown as no longer fresh. */
  dimmed?: boolean
  /** A change of it takes the list back to its top. */
  resetKey?: string
}

const HEAD_PX = 26

/** A table of any length: only what is seen is in the page. One tab stop; arrows or j k move, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rowCount, rowAt, rowKey, selectedIndex = null, sort, onSort } = props
  const { onOpen, onToggle, onActiveChange, onVisibleChange, rowClassName, rowMark } = props
  const { dimmed = false, around = 0, resetKey } = props
  const rowPx = useRowHeight()
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [ownActive, setOwnActive] = useState(0)
  const active = Math.min(props.activeIndex ?? ownActive, Math.max(rowCount - 1, 0))
  const template = useMemo(() => columns.map(({ track }) => track).join(' '), [columns])

  const { drawn, scrollTo } = useRowWindow({ scroller, headPx: HEAD_PX, rowPx, count: rowCount })
  const { first, end } = drawn

  const choose = useFollowedRow({ rowId: props.rowId, rowAt, active, first, end, onMoved: setOwnActive })

  useEffect(() => onVisibleChange?.(first, Math.max(end - 1, 0)), [onVisibleChange, first, end])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the key itself asks for the way back
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
    setOwnActive(0)
    choose(null)
  }, [resetKey])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the row brings it into view, not each new row
  useLayoutEffect(() => {
    if (props.activeIndex === undefined) return
    for (const rows of around === 0 ? [0] : [-around, around, 0]) {
      scrollTo(Math.min(Math.max(props.activeIndex + rows, 0), Math.max(rowCount - 1, 0)))
    }
  }, [props.activeIndex])

  const activate = useCallback(
    (index: number) => {
      setOwnActive(index)
      choose(index)
      onActiveChange?.(index)
    },
    [onActiveChange, choose],
  )
  const press = useCallback(
    (index: number) => {
      activate(index)
      onOpen?.(index)
    },
    [activate, onOpen],
  )

  const step = useCallback(
    (distance: number) => {
      if (rowCount === 0) return
      const next = Math.min(Math.max(active + distance, 0), rowCount - 1)
      scroller.current?.focus({ preventScroll: true })
      activate(next)
      scrollTo(next)
    },
    [active, activate, rowCount, scrollTo],
  )
  useListCommands(step)

  const onKeyDown = (event: KeyboardEvent) => {
    const perPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2)
    const next = moveActive(event.nativeEvent, active, rowCount, perPage)
    if (next !== null) {
      event.preventDefault()
      activate(next)
      scrollTo(next)
    } else if (keyPress(event.nativeEvent) === 'enter' && rowCount > 0 && !isControl(event.target)) {
      event.preventDefault()
      onOpen?.(active)
    } else if (keyPress(event.nativeEvent) === 'space' && onToggle && !isControl(event.target)) {
      event.preventDefault()
      onToggle(active)
    }
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= first && active < end ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-keys="grid"
      onKeyDown={onKeyDown}
      className="group/grid relative h-full overflow-auto outline-none"
    >
      <div style={{ minWidth: leastWidth(columns) }}>
        <TableHead
          columns={columns}
          template={template}
          sort={sort}
          onSort={onSort}
          actions={props.columnActions}
        />
        <div
          role="rowgroup"
          className={classNames('relative', dimmed && 'grayscale')}
          style={{ height: rowCount * rowPx }}
        >
          {indexes(first, Math.min(end, rowCount)).map((index) => {
            const row = rowAt(index)
            return (
              <TableRow
                key={rowKey?.(index) ?? index}
                id={`${id}-${index}`}
                row={row}
                index={index}
                columns={columns}
                template={template}
                topPx={index * rowPx}
                heightPx={rowPx}
                active={index === active}
                selected={index === selectedIndex}
                mark={row === undefined ? undefined : rowMark?.(row, index)}
                onPress={onOpen ? press : undefined}
                className={rowClassName?.(index)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

const indexes = (first: number, end: number): number[] =>
  Array.from({ length: Math.max(end - first, 0) }, (_, step) => first + step)

/** A link or button inside the table has a meaning of its own for Enter. */
const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, select') !== null
