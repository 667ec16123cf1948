import { useEffect, useRef } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Choice } from './completion.ts'

interface CompletionListProps {
  id: string
  choices: readonly Choice[]
  active: number
  onTake: (choice: Choice) => void
}

/** What can be written here. The focus stays in the field; the choice that Enter would take is marked. */
export function CompletionList({ id, choices, active, onTake }: CompletionListProps) {
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
      aria-label={t('cel.choices')}
      className="absolute top-full left-0 z-30 mt-1 max-h-64 min-w-80 max-w-full overflow-auto rounded-md border border-hairline bg-surface-raised py-1 shadow-lift"
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
          <span className="ml-auto shrink-0 pl-4 text-ink-muted">{detailOf(choice, t)}</span>
        </div>
      ))}
    </div>
  )
}

function detailOf({ field, detail }: Choice, t: ReturnType<typeof useText>['t']): string {
  if (field === null) return detail
  const share = Math.round(field.share * 100)
  const [example] = field.examples
  return [
    field.types.join(' · '),
    ...(share < 100 ? [t('cel.share', { share: String(Math.max(share, 1)) })] : []),
    ...(example === undefined ? [] : [example]),
  ].join('  ')
}
