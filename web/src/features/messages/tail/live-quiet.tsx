import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration } from '#lib/time-format.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { liveState, quietMs } from './live-words.ts'
import type { TailSnapshot } from './tail-snapshot.ts'

/** In the place of a list that nothing has come to yet. */
export function LiveQuiet({ tail, filtered }: { tail: TailSnapshot; filtered: boolean }) {
  const { t, language } = useText()
  const now = useNow(1000)
  const { phase, totals, sinceMs } = tail
  if (phase !== 'running') {
    return <EmptyState title={liveState(tail, now, t)} />
  }
  const time = formatDuration(quietMs(tail, now), language)
  const others = totals.arrived - totals.matched
  const reason =
    filtered && others > 0
      ? t('tail.quietMatch', { time: formatDuration(now - sinceMs, language), text: formatCount(others) })
      : totals.shown > 0
        ? t('tail.cleared')
        : t('tail.quiet', { time })
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <EmptyState
        title={t('tail.quietTitle')}
        reason={
          <>
            <p className="tabular-nums">{reason}</p>
            {totals.shown === 0 && <p>{t('tail.noneYet')}</p>}
          </>
        }
      />
    </div>
  )
}
