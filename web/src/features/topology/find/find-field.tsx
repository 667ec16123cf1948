import type { TopologyNode } from '@sluice/shared/topology'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { FindChoices } from './find-choices.tsx'
import { FIND_LENGTH_MAX, type FindFault } from './find-query.ts'
import { faultWords } from './find-words.ts'
import { parseFind } from './parse-find.ts'
import { useFindChoices } from './use-find-choices.ts'

interface FindFieldProps {
  label: string
  placeholder: string
  icon: ReactNode
  /** What the link says. */
  value: string
  nodes: readonly TopologyNode[]
  field: RefObject<HTMLInputElement | null>
  trailing: ReactNode
  onSearch: (text: string) => void
}

const PAUSE_MS = 250
const TEXT = 'font-mono text-body leading-5 whitespace-pre'

/**
 * What is looked for or hidden, while one types: Tab takes what is offered, Enter goes to the picture, Escape clears and
 * leaves. What cannot be read is underlined, and nothing is searched until it can.
 */
export function FindField({
  label,
  placeholder,
  icon,
  value,
  nodes,
  field,
  trailing,
  onSearch,
}: FindFieldProps) {
  const { t } = useText()
  const id = useId()
  const caret = useRef<number | null>(null)
  const mirror = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(false)
  const [text, type] = useDebouncedText(value, onSearch, PAUSE_MS)
  const { choices, active, ...choosing } = useFindChoices(nodes)
  const open = focused && choices.length > 0
  const read = parseFind(text)
  const fault = read.ok ? null : read.fault

  // A choice leaves the caret where the text goes on, not at its end.
  useLayoutEffect(() => {
    if (caret.current === null) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const take = (choice: (typeof choices)[number]): void => {
    const taken = choosing.take(choice)
    caret.current = taken.caret
    type(taken.text)
    // What was taken is followed by a value, which is offered at once.
    if (choice.kind === 'field') choosing.ask(taken.text, taken.caret)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const press = keyPress(event.nativeEvent)
    const chosen = choices[Math.max(active, 0)]
    if (press === 'tab' && open && chosen) take(chosen)
    else if (press === 'enter' && open && active >= 0 && chosen) take(chosen)
    else if (press === 'arrowdown' && open) choosing.move(1)
    else if (press === 'arrowup' && open) choosing.move(-1)
    else if (press === 'arrowdown' || press === 'mod+space')
      choosing.ask(text, event.currentTarget.selectionStart ?? 0)
    else if (press === 'escape' && open) choosing.close()
    else if (press === 'escape' && text !== '') type('')
    else if (press === 'escape') event.currentTarget.blur()
    else if (press === 'enter') {
      choosing.close()
      if (fault === null) onSearch(text)
      document.querySelector<HTMLElement>('[data-keys="grid"]')?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const look = fault ? 'border-trouble' : 'border-hairline-strong focus-within:border-accent'
  return (
    <div className="relative flex min-w-0 flex-1">
      <div
        className={classNames(
          'flex h-7 min-w-0 flex-1 items-center gap-1.5 rounded-md border bg-surface-raised px-2',
          look,
        )}
      >
        <span className="shrink-0 text-ink-faint">{icon}</span>
        <div className="relative min-w-0 flex-1 overflow-hidden">
          <div
            ref={mirror}
            aria-hidden="true"
            className={classNames(TEXT, 'absolute inset-0 overflow-hidden text-transparent')}
          >
            {fault && <Underlined text={text} fault={fault} />}
          </div>
          <input
            ref={field}
            type="text"
            role="combobox"
            aria-label={label}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-activedescendant={open && active >= 0 ? `${id}-list-${active}` : undefined}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? `${id}-fault` : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={FIND_LENGTH_MAX}
            placeholder={placeholder}
            value={text}
            className={classNames(
              TEXT,
              'relative block w-full bg-transparent outline-none placeholder:font-sans placeholder:text-ink-faint',
            )}
            onChange={(event) => {
              type(event.target.value)
              choosing.ask(event.target.value, event.target.selectionStart ?? event.target.value.length)
            }}
            onScroll={({ currentTarget }) => {
              if (mirror.current) mirror.current.scrollLeft = currentTarget.scrollLeft
            }}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false)
              choosing.close()
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        {trailing}
      </div>
      {open ? (
        <FindChoices id={`${id}-list`} choices={choices} active={active} onTake={take} />
      ) : (
        fault && (
          <p
            id={`${id}-fault`}
            role="alert"
            className="absolute top-full left-0 z-30 mt-1 max-w-full rounded-md border border-hairline bg-surface-raised px-2 py-1 text-meta text-trouble shadow-lift"
          >
            {faultWords(fault, t)}
          </p>
        )
      )}
    </div>
  )
}

/** A stretch of at least one letter, also behind the end of the text. */
function Underlined({ text, fault: { from, to } }: { text: string; fault: FindFault }) {
  const end = Math.max(to, from + 1)
  return (
    <>
      {text.slice(0, from)}
      <span className="underline decoration-trouble decoration-wavy underline-offset-4 [text-decoration-skip-ink:none]">
        {text.slice(from, end) || '\u00a0'}
      </span>
    </>
  )
}
