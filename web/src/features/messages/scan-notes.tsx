import type { MissingPartition } from '@sluice/shared/messages'
import type { TailNote } from '@sluice/shared/messages-tail'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { noteWords } from './note-words.ts'
import { placeWords } from './place-words.ts'
import { TransactionLinks } from './transactions/transaction-links.tsx'

interface ScanNotesProps {
  id: string
  notes: readonly TailNote[]
  missing: readonly MissingPartition[]
  /** They are of more than one topic. */
  several: boolean
  /** Reads on with everything shown and marked. */
  onMarked: () => void
}

/** Failures of the filter have a place of their own on the status line. */
export function notesOf({ notes }: Pick<ScanSnapshot, 'notes'>): readonly TailNote[] {
  return notes.filter(({ code }) => code !== 'filter-error')
}

/** Everything that the list does not show, and why. */
export function ScanNotes({ id, notes, missing, several, onMarked }: ScanNotesProps) {
  const { t } = useText()
  return (
    <section
      id={id}
      aria-label={t('messages.notesTitle')}
      className="max-h-56 shrink-0 overflow-auto border-hairline border-t bg-surface-raised px-3 py-2"
    >
      <h2 className="pb-1 font-medium text-meta">{t('messages.notesTitle')}</h2>
      <ul className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5">
        {missing.map(({ topic, partition, message, code }) => (
          <Note
            key={`missing-${topic}/${partition}`}
            tone="trouble"
            where={placeWords({ topic: several || partition === null ? topic : null, partition }, t)}
          >
            {t('messages.noteMissing')}{' '}
            <span className="text-ink-muted">
              {message} <span className="font-mono text-meta">{code}</span>
            </span>
          </Note>
        ))}
        {notes.map((note, at) => {
          const { where, what, detail } = noteWords(note, several, t)
          return (
            <Note key={at} tone={note.code === 'corrupt' ? 'trouble' : 'unknown'} where={where}>
              {what} {detail && <span className="text-ink-muted">{detail}</span>}
              <TransactionLinks code={note.code} several={several} onMarked={onMarked} />
            </Note>
          )
        })}
      </ul>
    </section>
  )
}

function Note({ tone, where, children }: { tone: StateTone; where: string; children: ReactNode }) {
  return (
    <li className="col-span-2 grid grid-cols-subgrid items-baseline">
      <span className="flex items-baseline gap-2 text-ink-muted tabular-nums">
        <StateMark tone={tone} className="self-center" />
        {where}
      </span>
      <span>{children}</span>
    </li>
  )
}
