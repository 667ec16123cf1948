import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatRelative } from '#lib/time-format.ts'
import { StateMark } from './state-mark.tsx'

interface FreshnessProps {
  /** When the figures arrived, epoch milliseconds. */
  arrivedAt: number
  /** How often they should. */
  cycleMs: number
}

/** The age of live figures, shown only once they are older than two cycles. */
export function Freshness({ arrivedAt, cycleMs }: FreshnessProps) {
  const { t, language } = useText()
  const now = useNow(1000)
  if (arrivedAt === 0 || now - arrivedAt <= cycleMs * 2) return null
  return (
    <span data-tip={t('ui.staleTip')} className="inline-flex items-center gap-1.5 text-attention text-meta">
      <StateMark tone="attention" />
      {t('ui.stale', { age: formatRelative(arrivedAt, now, language) })}
    </span>
  )
}
