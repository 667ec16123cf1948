import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import type { GraphTime } from './played-graph.ts'

/** Of which time the picture is that events go through. */
export function GraphOfTime({ time: { at, known } }: { time: GraphTime }) {
  const { t } = useText()
  const zone = useTimeZone()
  const shown = at === null ? null : formatInstant(at, zone)
  return (
    <p
      data-tip={known ? undefined : t('scene.graphUnknownTip')}
      className="absolute top-2 left-3 z-10 inline-flex items-center gap-1.5 text-meta tabular-nums"
    >
      {known ? (
        <span className="text-ink-muted">
          {shown ? t('scene.graphAt', { time: shown.time.slice(0, 5) }) : t('scene.graphNow')}
        </span>
      ) : (
        <span className="inline-flex items-center gap-1.5 text-attention">
          <StateMark tone="attention" />
          {t('scene.graphUnknown')}
        </span>
      )}
    </p>
  )
}
