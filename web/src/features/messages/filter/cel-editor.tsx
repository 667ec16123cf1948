import type { TopicFields } from '@sluice/shared/messages-cel'
import { CEL_BYTES_MAX } from '@sluice/shared/messages-cel-words'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { keyPress } from '#lib/key-press.ts'
import { type CelMark, CelMirror } from './cel-mirror.tsx'
import type { Choice } from './completion.ts'
import { CompletionList } from './completion-list.tsx'
import { useCompletion } from './use-completion.ts'
import { useFilterHistory } from './use-filter-history.ts'

interface CelEditorProps {
  id: string
  label: string
  placeholder: string
  text: string
  mark: CelMark | null
  known: TopicFields | undefined
  /** Said below the field while nothing is offered there. */
  note: ReactNode
  noteId: string
  onType: (text: string) => void
  onRun: () => void
  onLeave: () => void
}

/** Beside the text, so that it hides nothing of the page; below it, in full, while the field has the focus. */
const NOTE =
  'absolute top-0 right-0 z-20 max-w-[60%] truncate rounded-md bg-surface-raised px-2 py-0.5 text-meta leading-[22px] group-focus-within/cel:top-full group-focus-within/cel:right-auto group-focus-within/cel:left-0 group-focus-within/cel:mt-1 group-focus-within/cel:max-w-full group-focus-within/cel:whitespace-normal group-focus-within/cel:border group-focus-within/cel:border-hairline group-focus-within/cel:shadow-lift'

const TEXT = 'whitespace-pre-wrap break-words px-2 py-[3px] font-mono text-body leading-5'

/**
 * A plain text field over its own text in colours, so that typing, selecting and composing letters are the browser's. Enter
 * runs, Shift Enter breaks the line, up and down go through earlier filters, Tab or Enter take a choice.
 */
export function CelEditor(props: CelEditorProps) {
  const { id, label, placeholder, text, mark, known, note, noteId, onType, onRun, onLeave } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number | null>(null)
  const listId = useId()
  const completion = useCompletion(known)
  const history = useFilterHistory(text)
  const { choices, active } = completion
  const open = choices.length > 0

  // A text that was put in by a choice has its caret where that goes on, not at its end.
  useLayoutEffect(() => {
    if (caret.current === null) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const take = (choice: Choice) => {
    const taken = completion.take(choice)
    caret.current = taken.caret
    onType(taken.text)
  }
  const recall = (earlier: string | null) => {
    if (earlier === null) return false
    completion.close()
    caret.current = earlier.length
    onType(earlier)
    return true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const press = keyPress(event.nativeEvent)
    const chosen = choices[active]
    const at = event.currentTarget.selectionStart
    if (chosen && (press === 'tab' || press === 'enter')) take(chosen)
    else if (open && press === 'arrowdown') completion.move(1)
    else if (open && press === 'arrowup') completion.move(-1)
    else if (press === 'escape') open ? completion.close() : onLeave()
    else if (press === 'enter') onRun()
    else if (press === 'mod+space') completion.ask(text, at, true)
    else if (press === 'arrowup' && !text.slice(0, at).includes('\n')) {
      if (!recall(history.earlier())) return
    } else if (press === 'arrowdown' && !text.slice(at).includes('\n')) {
      if (!recall(history.later())) return
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="group/cel relative min-w-0 flex-1 rounded-md border border-hairline-strong bg-surface-raised focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1">
      <div className="relative max-h-24 min-h-[26px] overflow-y-auto">
        <div aria-hidden="true" className={TEXT}>
          <CelMirror text={text} mark={mark} />
        </div>
        <textarea
          ref={field}
          id={id}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={open ? `${listId}-${active}` : undefined}
          aria-invalid={mark?.tone === 'trouble'}
          aria-describedby={noteId}
          rows={1}
          spellCheck={false}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          maxLength={CEL_BYTES_MAX}
          placeholder={placeholder}
          value={text}
          className={`${TEXT} absolute inset-0 size-full resize-none overflow-hidden bg-transparent text-transparent caret-ink outline-none placeholder:text-ink-faint`}
          onChange={(event) => {
            onType(event.target.value)
            completion.ask(event.target.value, event.target.selectionStart)
          }}
          onKeyDown={onKeyDown}
          onBlur={completion.close}
        />
      </div>
      {open ? (
        <CompletionList id={listId} choices={choices} active={active} onTake={take} />
      ) : (
        <div id={noteId} role="status" className={note ? NOTE : 'sr-only'}>
          {note}
        </div>
      )}
    </div>
  )
}
