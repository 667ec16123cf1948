import { Search, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react'
import { useKeyCommands } from '#lib/key-commands.tsx'
import { keyPress } from '#lib/key-press.ts'
import { Kbd } from '#ui/kbd.tsx'
import { TextField } from '#ui/text-field.tsx'

interface SearchFieldProps {
  label: string
  value: string
  maxLength: number
  /** Stands in the field instead of a text, where there is none to type. */
  fixed?: string | null
  fault?: string | null
  /** Whether there is anything to clear. */
  filled: boolean
  clearLabel: string
  running: boolean
  /** What makes it find less than it could. */
  marks: ReactNode
  menu: ReactNode
  onType: (text: string) => void
  onClear: () => void
  onApply: () => void
}

/** The field of a search: `/` goes to it, Enter searches, Escape clears it, and down goes to the list. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, maxLength, fixed = null, fault = null, filled, clearLabel, running } = props
  const { onType, onClear, onApply } = props
  const field = useRef<HTMLInputElement>(null)
  useKeyCommands(
    useMemo(
      () => [
        {
          id: 'messages.find',
          keys: '/',
          label,
          group: 'actions' as const,
          run: () => field.current?.select(),
        },
      ],
      [label],
    ),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const press = keyPress(event.nativeEvent)
    if (press === 'enter') onApply()
    // While it runs, the toolbar around the box stops it and the text stays.
    else if (press === 'escape' && running) return event.preventDefault()
    else if (press === 'escape' && filled) onClear()
    else if (press === 'escape') event.currentTarget.blur()
    else if (press === 'arrowdown') document.querySelector<HTMLElement>('[data-keys="grid"]')?.focus()
    else return
    event.preventDefault()
  }
  return (
    <TextField
      ref={field}
      label={label}
      placeholder={fixed ?? label}
      type="search"
      mono
      maxLength={maxLength}
      readOnly={fixed !== null}
      fault={fault}
      className="min-w-56 flex-1"
      icon={<Search aria-hidden="true" className="size-3.5" />}
      value={fixed === null ? value : ''}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onKeyDown}
      trailing={
        <>
          {props.marks}
          {filled ? (
            <button
              type="button"
              aria-label={clearLabel}
              className="text-ink-faint hover:text-ink"
              onClick={onClear}
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          ) : (
            <Kbd keys="/" />
          )}
          {props.menu}
        </>
      }
    />
  )
}
