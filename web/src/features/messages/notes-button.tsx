import type { MissingPartition } from '@sluice/shared/messages'
import { ChevronDown } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { missingWords } from './place-words.ts'

interface NotesButtonProps {
  /** How many there are. */
  notes: number
  missing: readonly MissingPartition[]
  /** Of what it opens. */
  id: string
  open: boolean
  onToggle: () => void
}

/** Opens what is not in the list, and why; not there while nothing is left out. */
export function NotesButton({ notes, missing, id, open, onToggle }: NotesButtonProps) {
  const { t } = useText()
  if (notes + missing.length === 0) return null
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={id}
      onClick={onToggle}
      className="inline-flex h-6 shrink-0 items-center gap-1 whitespace-nowrap rounded px-1.5 hover:bg-surface-sunken hover:text-ink"
    >
      {missing.length > 0 && (
        <span className="inline-flex items-center gap-1.5 text-trouble">
          <StateMark tone="trouble" />
          {missingWords(missing, t)}
        </span>
      )}
      {notes > 0 && t('messages.notes', { count: notes })}
      <ChevronDown
        aria-hidden="true"
        className={classNames('size-3.5 transition-transform', !open && 'rotate-180')}
      />
    </button>
  )
}
