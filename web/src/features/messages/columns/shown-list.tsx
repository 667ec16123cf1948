import { GripVertical, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { type Columns, chosenColumns, moveColumn, removeColumn } from './columns.ts'
import { fieldNameOf } from './field-words.ts'

interface ShownListProps {
  columns: Columns
  onColumns: (columns: Columns) => void
}

const ROW_PX = 26

/** The columns as the list shows them, from left to right: dragged or moved by arrow keys, and taken away. */
export function ShownList({ columns, onColumns }: ShownListProps) {
  const { t } = useText()
  const [drag, setDrag] = useState<{ field: string; from: number; fromY: number; to: number } | null>(null)
  const shown = chosenColumns(drag === null ? columns : moveColumn(columns, drag.field, drag.to))
  const list = useRef<HTMLUListElement>(null)
  const moved = useRef<string | null>(null)
  useEffect(() => {
    // The element of a moved column stands elsewhere now, and lost the focus on its way.
    if (moved.current === null) return
    const at = shown.findIndex(({ field }) => field === moved.current)
    list.current?.querySelectorAll<HTMLElement>('[data-handle]')[at]?.focus()
    moved.current = null
  })
  const onKeyDown = (event: KeyboardEvent, field: string, at: number) => {
    const press = keyPress(event.nativeEvent)
    if (press !== 'arrowup' && press !== 'arrowdown') return
    event.preventDefault()
    event.stopPropagation()
    moved.current = field
    onColumns(moveColumn(columns, field, at + (press === 'arrowup' ? -1 : 1)))
  }
  return (
    <section aria-label={t('columns.shown')}>
      <h2 className="flex items-baseline justify-between gap-2 text-ink-muted text-meta">
        {t('columns.shown')}
        <span className="text-ink-faint">{t('columns.shownHow')}</span>
      </h2>
      <ul ref={list} className="-mx-1.5">
        {shown.map(({ field }, at) => {
          const name = fieldNameOf(field, t)
          return (
            <li
              key={field}
              className={classNames(
                'group/shown flex h-[26px] items-center rounded',
                drag?.field === field ? 'bg-accent-soft' : 'hover:bg-surface-sunken',
              )}
            >
              <button
                type="button"
                data-handle
                aria-label={t('columns.move', { field: name })}
                aria-keyshortcuts="ArrowUp ArrowDown"
                onKeyDown={(event) => onKeyDown(event, field, at)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId)
                  setDrag({ field, from: at, fromY: event.clientY, to: at })
                }}
                onPointerMove={(event) => {
                  if (drag === null) return
                  const to = drag.from + Math.round((event.clientY - drag.fromY) / ROW_PX)
                  if (to !== drag.to) setDrag({ ...drag, to })
                }}
                onLostPointerCapture={() => {
                  if (drag !== null && drag.to !== drag.from)
                    onColumns(moveColumn(columns, drag.field, drag.to))
                  setDrag(null)
                }}
                className="flex min-w-0 flex-1 !cursor-grab touch-none items-center gap-1 rounded px-1 text-left active:!cursor-grabbing"
              >
                <GripVertical aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
                <span
                  className={classNames('truncate text-meta', /[.[]/.test(field) && 'font-mono')}
                  data-tip={name.length > 44 ? name : undefined}
                >
                  {name}
                </span>
              </button>
              <button
                type="button"
                aria-label={t('columns.remove', { field: name })}
                data-tip={t('columns.remove', { field: name })}
                disabled={shown.length === 1}
                onClick={() => onColumns(removeColumn(columns, field))}
                className="mr-1 inline-flex size-5 shrink-0 items-center justify-center rounded text-ink-faint hover:text-ink disabled:opacity-40"
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
