import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration, formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { NotesButton } from '../notes-button.tsx'
import { notesOf } from '../scan-notes.tsx'
import { liveState, liveTone, lossWords, QUIET_MS, quietMs, rateWords } from './live-words.ts'
import type { Live } from './use-live.ts'

interface LiveStatusProps {
  live: Live
  filtered: boolean
  notesId: string
  notesOpen: boolean
  onNotes: () => void
  children?: ReactNode
}

/** One line below what is followed: how it goes, how fast, since when, and what is not in the list. */
export function LiveStatus({ live, filtered, notesId, notesOpen, onNotes, children }: LiveStatusProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const { tail } = live
  const { totals, missing, phase, endReason, sinceMs } = tail
  const notes = notesOf(tail)
  const quiet = quietMs(tail, now)
  const since = formatInstant(sinceMs, zone)?.time.slice(0, 8) ?? ''
  const rate =
    phase === 'running' && quiet >= QUIET_MS
      ? t('tail.quiet', { time: formatDuration(quiet, language) })
      : rateWords(tail, filtered, t)
  const counted = { count: totals.arrived, text: formatCount(totals.arrived), time: since }
  const figures = [
    ...(rate === null ? [] : [rate]),
    t('tail.arrived', counted),
    ...(filtered ? [t('tail.matched', { text: formatCount(totals.matched) })] : []),
  ]
  const losses = lossWords(tail, t)
  const state = liveState(tail, now, t)
  return (
    <footer className="flex h-[26px] shrink-0 items-center gap-x-2 border-hairline border-t bg-surface px-3 text-ink-muted text-meta tabular-nums">
      <p data-tip={[state, ...figures, ...losses].join('\n')} className="min-w-0 truncate">
        <StateMark tone={liveTone(tail)} className="mr-1.5 inline-block" />
        <span className="font-medium text-ink">{state}</span>
        {[...figures, ...losses].map((figure, at) => (
          <span key={figure} className={at < figures.length ? undefined : 'text-attention'}>
            <span aria-hidden="true" className="px-1.5 text-ink-faint">
              ·
            </span>
            {figure}
          </span>
        ))}
      </p>
      {children}
      <NotesButton notes={notes.length} missing={missing} id={notesId} open={notesOpen} onToggle={onNotes} />
      {phase === 'ended' && endReason === 'topic-recreated' && (
        <Button look="primary" className="ml-auto !h-6" onClick={live.run}>
          {t('tail.followNew')}
        </Button>
      )}
    </footer>
  )
}
