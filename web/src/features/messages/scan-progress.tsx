import { useText } from '#lib/i18n/text-provider.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { sharePercent } from './status-words.ts'

/** A thin line on the toolbar's edge: how much of the range a running search has looked at. */
export function ScanProgress({ snapshot: { phase, filtered, pace } }: { snapshot: ScanSnapshot }) {
  const { t } = useText()
  if (phase !== 'running' || !filtered || pace === null) return null
  const percent = sharePercent(pace)
  return (
    <div className="relative h-0">
      <div
        role="progressbar"
        aria-label={t('find.searching')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="absolute inset-x-0 -top-px z-20 h-0.5 bg-accent-soft"
      >
        <div style={{ width: `${percent}%` }} className="h-full bg-accent transition-[width] duration-200" />
      </div>
    </div>
  )
}
