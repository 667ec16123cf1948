import { FIND_MAX, type Find } from '@sluice/shared/messages-find'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import { keyPress } from '#lib/key-press.ts'
import { Kbd } from '#ui/kbd.tsx'
import { TextField } from '#ui/text-field.tsx'
import { FindMarks } from './find-marks.tsx'
import { FindMenu } from './find-menu.tsx'

interface FindBoxProps {
  find: Find
  running: boolean
  onType: (text: string) => void
  /** What counts at once: an option, or the end of the search. */
  onChoose: (part: Partial<Find>) => void
  onApply: () => void
}

/** A text to look for in the messages, with how it is looked for standing beside it. */
export function FindBox({ find, running, onType, onChoose, onApply }: FindBoxProps) {
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  useKeyCommands(
    useMemo(
      () => [
        {
          id: 'messages.find',
          keys: '/',
          label: t('find.label'),
          group: 'actions' as const,
          run: () => field.current?.select(),
        },
      ],
      [t],
    ),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const press = keyPress(event.nativeEvent)
    if (press === 'enter') onApply()
    // While it runs, the toolbar around the box stops it and the text stays.
    else if (press === 'escape' && running) return event.preventDefault()
    else if (press === 'escape' && find.text !== '') onChoose({ text: '' })
    else if (press === 'escape') event.currentTarget.blur()
    else if (press === 'arrowdown') document.querySelector<HTMLElement>('[data-keys="grid"]')?.focus()
    else return
    event.preventDefault()
  }
  return (
    <TextField
      ref={field}
      label={t('find.label')}
      placeholder={t('find.label')}
      type="search"
      mono
      maxLength={FIND_MAX}
      className="min-w-56 flex-1"
      icon={<Search aria-hidden="true" className="size-3.5" />}
      value={find.text}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onKeyDown}
      trailing={
        <>
          <FindMarks find={find} />
          {find.text === '' ? (
            <Kbd keys="/" />
          ) : (
            <button
              type="button"
              aria-label={t('find.clear')}
              className="text-ink-faint hover:text-ink"
              onClick={() => onChoose({ text: '' })}
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          )}
          <FindMenu find={find} onChoose={onChoose} />
        </>
      }
    />
  )
}
