import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration } from '#lib/time-format.ts'
import type { StateBuild } from './use-state-build.ts'

/** How far reading is: what was read, what is left, and that what is shown meanwhile is of before. */
export function BuildLine({ build }: { build: StateBuild }) {
  const { t, language } = useText()
  const { progress, state } = build
  const [done, total] = [BigInt(progress?.offsetsDone ?? 0), BigInt(progress?.offsetsTotal ?? 0)]
  const share = total === 0n ? 0 : Number((done * 1000n) / total) / 1000
  const leftMs = progress && share > 0.02 ? (progress.elapsedMs / share) * (1 - share) : null
  return (
    <div className="relative flex h-8 shrink-0 items-center gap-3 border-hairline border-b px-3 text-meta">
      <span role="status" className="tabular-nums">
        {progress === null
          ? t('state.reading')
          : t('state.progress', {
              keys: formatCount(progress.keys),
              done: formatCount(done),
              total: formatCount(total),
            })}
      </span>
      {leftMs !== null && (
        <span className="text-ink-muted tabular-nums">
          {t('state.left', {
            time: formatDuration(Math.max(1000, Math.round(leftMs / 1000) * 1000), language),
          })}
        </span>
      )}
      {state !== null && <span className="text-attention">{t('state.stale')}</span>}
      <span
        aria-hidden="true"
        className="absolute bottom-0 left-0 h-[2px] bg-accent"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}
