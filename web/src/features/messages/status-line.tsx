import { ChevronsDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { NotesButton } from './notes-button.tsx'
import { notesOf } from './scan-notes.tsx'
import { statusWords } from './status-words.ts'

interface StatusLineProps {
  snapshot: ScanSnapshot
  notesId: string
  notesOpen: boolean
  onNotes: () => void
  onContinue: () => void
  children?: ReactNode
}

/** One line below the list: what is shown, what that took, why it ended, and the way on. */
export function StatusLine({ snapshot, notesId, notesOpen, onNotes, onContinue, children }: StatusLineProps) {
  const { t } = useText()
  const { rows, missing, next, open, dropped, stale, filtered, endReason } = snapshot
  const notes = notesOf(snapshot)
  const { shown, figures, state } = statusWords(snapshot, t)
  const extras = [
    ...(stale ? [t('messages.staleRows')] : []),
    ...(dropped > 0 ? [t('messages.dropped', { text: formatCount(dropped) })] : []),
  ]
  const tone = toneOf(snapshot)
  const cutShort = endReason === 'deadline' || endReason === 'stopped'
  const older = open?.order === 'backward' && !(filtered && cutShort)
  return (
    <footer className="flex h-[26px] shrink-0 items-center gap-x-2 border-hairline border-t bg-surface px-3 text-ink-muted text-meta tabular-nums">
      <p data-tip={[shown, state, ...figures].filter(Boolean).join('\n')} className="min-w-0 truncate">
        {shown && <span className="font-medium text-ink">{shown}</span>}
        {state && (
          <>
            {shown && <Dot />}
            {tone && <StateMark tone={tone} className="mr-1 inline-block" />}
            <span className={tone === 'trouble' ? 'text-trouble' : undefined}>{state}</span>
          </>
        )}
        {extras.map((extra) => (
          <span key={extra} className="text-attention">
            <Dot />
            {extra}
          </span>
        ))}
        {figures.map((figure) => (
          <span key={figure}>
            <Dot />
            {figure}
          </span>
        ))}
      </p>
      {children}
      <NotesButton notes={notes.length} missing={missing} id={notesId} open={notesOpen} onToggle={onNotes} />
      {next !== null && (
        <Button
          look={cutShort && rows.length > 0 ? 'primary' : 'plain'}
          className="ml-auto !h-[22px]"
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
    <span aria-hidden="true" className="px-1.5 text-ink-faint">
      ·
    </span>
  )
}

function toneOf({ phase, endReason }: ScanSnapshot): StateTone | null {
  if (phase === 'failed' || phase === 'cut') return 'trouble'
  return endReason === 'partial' || endReason === 'deadline' ? 'attention' : null
}
