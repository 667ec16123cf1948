import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { keyPress } from '#lib/key-press.ts'
import type { Column, ColumnActions } from './column.ts'

interface HeadKeysInput<Row> {
  head: RefObject<HTMLElement | null>
  columns: readonly Column<Row>[]
  actions: ColumnActions | undefined
}

const STEP_PX = 16

/** Arrows move between the buttons of the head, of which one is in the tab order; Shift resizes, Alt moves the column. */
export function useHeadKeys<Row>({ head, columns, actions }: HeadKeysInput<Row>) {
  const stop = useRef<string | null>(null)
  /** Where the focus goes once a moved column stands in its new place. */
  const refocus = useRef<string | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns are other buttons
  useEffect(() => {
    const buttons = buttonsOf(head.current)
    const current = buttons.find((button) => nameOf(button) === stop.current) ?? buttons[0]
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1
    if (refocus.current === null) return
    buttons.find((button) => nameOf(button) === refocus.current)?.focus()
    refocus.current = null
  }, [head, columns])

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const buttons = buttonsOf(head.current)
    if (!buttons.includes(event.target)) return
    stop.current = nameOf(event.target)
    for (const button of buttons) button.tabIndex = button === event.target ? 0 : -1
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = buttonsOf(head.current)
    const at = buttons.indexOf(event.target as HTMLElement)
    const cell = at < 0 ? null : buttons[at]?.closest<HTMLElement>('[role="columnheader"]')
    const press = keyPress(event.nativeEvent)
    if (!cell || press === null) return
    const by = press.endsWith('arrowleft') ? -1 : press.endsWith('arrowright') ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    const id = cell.dataset.column ?? ''
    if (press.startsWith('shift+')) actions?.onResize(id, cell.getBoundingClientRect().width + by * STEP_PX)
    else if (press.startsWith('alt+') && actions) {
      refocus.current = nameOf(buttons[at])
      actions.onMove(id, columns.findIndex((column) => column.id === id) + by)
    } else if (/^arrow/.test(press)) buttons[at + by]?.focus()
  }
  return { onKeyDown, onFocus }
}

function buttonsOf(head: HTMLElement | null): HTMLElement[] {
  return [...(head?.querySelectorAll<HTMLElement>('button') ?? [])]
}

/** Names a button by its column and its place inside it: the elements may be drawn anew. */
function nameOf(button: HTMLElement | undefined): string | null {
  const cell = button?.closest<HTMLElement>('[role="columnheader"]')
  if (!button || !cell) return null
  return `${[...cell.querySelectorAll('button')].indexOf(button as HTMLButtonElement)} ${cell.dataset.column}`
}
