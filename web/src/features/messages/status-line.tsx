import { ChevronDown, ChevronsDown } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { statusWords } from './status-words.ts'

interface StatusLineProps {
  snapshot: ScanSnapshot
  notesId: string
  notesOpen: boolean
  onNotes: () => void
  onContinue: () => void
}

/** One line below the list: what is shown, what that took, why it ended, and the way on. */
export function StatusLine({ snapshot, notesId, notesOpen, onNotes, onContinue }: StatusLineProps) {
  const { t } = useText()
  const { notes, missing, next, open, dropped, stale } = snapshot
  const { figures, state } = statusWords(snapshot, t)
  const tone = toneOf(snapshot)
  const older = open?.order === 'newest-first'
  return (
    <footer className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-hairline border-t bg-surface px-3 py-0.5 text-ink-muted text-meta tabular-nums">
      {figures.map((figure, at) => (
        <span key={figure} className="flex items-center gap-2 whitespace-nowrap">
          {at > 0 && <Dot />}
          <span className={at === 0 ? 'font-medium text-ink' : undefined}>{figure}</span>
        </span>
      ))}
      {state && (
        <span className="flex items-center gap-1.5">
          <Dot />
          {tone && <StateMark tone={tone} />}
          <span className={tone === 'trouble' ? 'text-trouble' : undefined}>{state}</span>
        </span>
      )}
      {stale && <span className="text-attention">{t('messages.staleRows')}</span>}
      {dropped > 0 && <span>{t('messages.dropped', { text: formatCount(dropped) })}</span>}
      {notes.length + missing.length > 0 && (
        <button
          type="button"
          aria-expanded={notesOpen}
          aria-controls={notesId}
          onClick={onNotes}
          className="inline-flex h-6 items-center gap-1 rounded px-1.5 hover:bg-surface-sunken hover:text-ink"
        >
          {missing.length > 0 && (
            <span className="inline-flex items-center gap-1.5 text-trouble">
              <StateMark tone="trouble" />
              {t('messages.missing', { count: missing.length })}
            </span>
          )}
          {notes.length > 0 && t('messages.notes', { count: notes.length })}
          <ChevronDown
            aria-hidden="true"
            className={classNames('size-3.5 transition-transform', !notesOpen && 'rotate-180')}
          />
        </button>
      )}
      {next !== null && (
        <Button
          className="ml-auto"
          icon={<ChevronsDown aria-hidden="true" className="size-3.5" />}
          onClick={onContinue}
          data-tip={older ? t('messages.olderTip') : t('messages.continueTip')}
        >
          {older ? t('messages.older') : t('messages.continue')}
        </Button>
      )}
    </footer>
  )
}

function Dot() {
  return (
    <span aria-hidden="true" className="text-ink-faint">
      ·
    </span>
  )
}

function toneOf({ phase, endReason }: ScanSnapshot): StateTone | null {
  if (phase === 'failed' || phase === 'cut') return 'trouble'
  return endReason === 'partial' || endReason === 'deadline' ? 'attention' : null
}
