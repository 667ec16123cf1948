import type { CollectorHealth } from '@sluice/shared/groups'
import { isStale } from '@sluice/shared/groups-stale'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'
import { formatRelative } from '#lib/time-format.ts'
import { Popover } from '#ui/popover.tsx'
import { StateMark } from '#ui/state-mark.tsx'

interface CollectorLineProps {
  health: CollectorHealth
  /** Whether cycles are told as they end. */
  live: boolean
}

/** How old the figures are and how they are got; faults of the last cycle open beside it. */
export function CollectorLine({ health, live }: CollectorLineProps) {
  const { t, language } = useText()
  const now = useNow(1000)
  const { asOf, everyMs, tookMs, requests, overruns, faults } = health
  if (asOf === null) return null
  const stale = isStale(health, now)
  const tone = stale || faults.length > 0 ? 'attention' : live ? 'ok' : 'unknown'
  const every = t('groups.collectorEvery', {
    every: spanWords(everyMs, language),
    took: tookMs === null ? '—' : `${formatCount(tookMs)}\u202fms`,
    requests: requests === null ? '—' : formatCount(requests),
  })
  return (
    <Popover
      label={t('groups.collectorAsOf', { age: formatRelative(asOf, now, language) })}
      align="end"
      trigger={
        <button
          type="button"
          className="inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-1.5 text-ink-muted text-meta tabular-nums hover:bg-surface-sunken hover:text-ink"
        >
          <StateMark tone={tone} />
          {stale || !live
            ? t('groups.collectorAsOf', { age: formatRelative(asOf, now, language) })
            : t('groups.live')}
          {faults.length > 0 && (
            <span className="text-attention">{t('groups.collectorFaults', { n: faults.length })}</span>
          )}
        </button>
      }
    >
      <div className="flex max-w-96 flex-col gap-1.5 text-meta">
        {stale && <p className="text-attention">{t('groups.collectorStale')}</p>}
        <p>{t('groups.collectorAsOf', { age: formatRelative(asOf, now, language) })}</p>
        <p className="text-ink-muted">{every}</p>
        <p className="text-ink-muted">{t(live ? 'groups.liveTip' : 'groups.pollingTip')}</p>
        {overruns > 0 && <p className="text-attention">{t('groups.collectorOverruns', { n: overruns })}</p>}
        {faults.length > 0 && (
          <ul className="flex flex-col gap-1 border-hairline border-t pt-1.5">
            {faults.map(({ brokerId, code, message }) => (
              <li key={`${brokerId} ${code} ${message}`} className="text-attention">
                {brokerId === null ? message : t('groups.collectorBroker', { broker: brokerId, message })}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Popover>
  )
}
