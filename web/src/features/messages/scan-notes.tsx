import type { MissingPartition, ScanNote } from '@sluice/shared/messages'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { noteWords } from './note-words.ts'

interface ScanNotesProps {
  id: string
  notes: readonly ScanNote[]
  missing: readonly MissingPartition[]
}

/** Everything that the list does not show, and why. */
export function ScanNotes({ id, notes, missing }: ScanNotesProps) {
  const { t } = useText()
  return (
    <section
      id={id}
      aria-label={t('messages.notesTitle')}
      className="max-h-56 shrink-0 overflow-auto border-hairline border-t bg-surface-raised px-3 py-2"
    >
      <h3 className="pb-1 font-medium text-meta">{t('messages.notesTitle')}</h3>
      <ul className="flex flex-col gap-1">
        {missing.map(({ partition, message, code }) => (
          <li key={`missing-${partition}`} className="flex items-baseline gap-2">
            <StateMark tone="trouble" />
            <span>
              <b className="font-medium">{t('messages.partitionNumber', { partition })}</b>{' '}
              {t('messages.noteMissing')}{' '}
              <span className="text-ink-muted">
                {message} <span className="font-mono text-meta">{code}</span>
              </span>
            </span>
          </li>
        ))}
        {notes.map((note, at) => {
          const { where, what, detail } = noteWords(note, t)
          return (
            <li key={at} className="flex items-baseline gap-2">
              <StateMark tone={note.code === 'corrupt' ? 'trouble' : 'unknown'} />
              <span>
                <b className="font-medium tabular-nums">{where}</b> {what}{' '}
                {detail && <span className="text-ink-muted">{detail}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
