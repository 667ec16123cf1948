import { useText } from '#lib/i18n/text-provider.tsx'
import { percentText } from './job-words.ts'

interface ProgressBarProps {
  /** Null: there is nothing to do. */
  permille: number | null
  className?: string
}

/** How far it is, as a channel that fills; the figure stands beside it. */
export function ProgressBar({ permille, className = '' }: ProgressBarProps) {
  const { t } = useText()
  const share = permille ?? 0
  return (
    <span className={`flex min-w-0 items-center gap-2 ${className}`}>
      <span
        role="progressbar"
        aria-label={t('replays.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share / 10)}
        className="relative h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-channel-bed"
      >
        <span className="absolute inset-y-0 left-0 bg-water-edge" style={{ width: `${share / 10}%` }} />
      </span>
      <span className="w-12 shrink-0 text-right text-meta tabular-nums">
        {permille === null ? '—' : percentText(permille)}
      </span>
    </span>
  )
}
