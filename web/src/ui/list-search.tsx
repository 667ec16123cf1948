import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { useSearchKey } from '#lib/use-search-key.ts'
import { Kbd } from './kbd.tsx'
import { TextField } from './text-field.tsx'

interface ListSearchProps {
  label: string
  placeholder: string
  clearLabel: string
  maxLength: number
  className: string
  /** What the link says. */
  value: string
  /** For so long nothing must be typed before it is searched for. */
  pauseMs: number
  onSearch: (text: string) => void
}

/** Narrows a list while one types: “/” comes here, Enter and the arrow go to the list, Escape clears and leaves. */
export function ListSearch({ clearLabel, value, pauseMs, onSearch, ...field }: ListSearchProps) {
  const box = useRef<HTMLInputElement>(null)
  const [text, type] = useDebouncedText(value, onSearch, pauseMs)
  useSearchKey(box)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && text !== '') type('')
    else if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-keys="grid"]')?.focus()
    }
  }
  return (
    <TextField
      {...field}
      ref={box}
      type="search"
      mono
      icon={<Search aria-hidden="true" className="size-3.5" />}
      value={text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={onKeyDown}
      trailing={
        text === '' ? (
          <Kbd keys="/" />
        ) : (
          <button
            type="button"
            aria-label={clearLabel}
            className="text-ink-faint hover:text-ink"
            onClick={() => type('')}
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        )
      }
    />
  )
}
