import { useEffect, useRef } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Kbd } from '#ui/kbd.tsx'
import type { FindChoice } from './complete-find.ts'
import { choiceWords } from './find-words.ts'

interface FindChoicesProps {
  id: string
  choices: readonly FindChoice[]
  active: number
  onTake: (choice: FindChoice) => void
}

/** What can be written here. The focus stays in the field. */
export function FindChoices({ id, choices, active, onTake }: FindChoicesProps) {
  const { t } = useText()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={t('seek.choices')}
      className="absolute top-full left-0 z-30 mt-1 max-h-80 min-w-80 max-w-[36rem] overflow-auto rounded-md border border-hairline bg-surface-raised py-1 shadow-lift"
    >
      {choices.map((choice, at) => (
        <div
          key={`${choice.kind}${choice.label}`}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          // Before the field would lose the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            onTake(choice)
          }}
          className={classNames(
            'flex h-6 cursor-default items-center gap-3 whitespace-nowrap px-2 text-meta',
            at === active ? 'bg-accent-soft' : 'hover:bg-surface-sunken',
          )}
        >
          <span className="min-w-0 truncate font-mono text-ink">{choice.label}</span>
          <span className="ml-auto shrink-0 pl-4 text-ink-muted">{choiceWords(choice, t)}</span>
          {at === Math.max(active, 0) && <Kbd keys="Tab" />}
        </div>
      ))}
    </div>
  )
}
