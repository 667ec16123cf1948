import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from '#lib/class-names.ts'

interface ChoiceListProps<Choice> {
  id: string
  label: string
  choices: readonly Choice[]
  active: number
  /** How large it may become. */
  className: string
  /** What is said of a choice at its right. */
  detail: (choice: Choice, at: number) => ReactNode
  onTake: (choice: Choice) => void
}

/** What can be written in a field, below it. The focus stays in the field; the choice that a key would take is marked. */
export function ChoiceList<Choice extends { kind: string; label: string }>({
  id,
  label,
  choices,
  active,
  className,
  detail,
  onTake,
}: ChoiceListProps<Choice>) {
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
      aria-label={label}
      className={classNames(
        'absolute top-full left-0 z-30 mt-1 min-w-80 overflow-auto rounded-md border border-hairline bg-surface-raised py-1 shadow-lift',
        className,
      )}
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
          {detail(choice, at)}
        </div>
      ))}
    </div>
  )
}
