import type { CollectorStatus } from '@sluice/shared/topology'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Popover } from '#ui/popover.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { sourceWord } from '../scene/edge-words.ts'
import { CollectorList } from './collector-list.tsx'

interface CollectorLineProps {
  collectors: readonly CollectorStatus[]
  /** Whether changes are told as they are found. */
  live: boolean
}

/** What is being looked at, and what cannot be: in one line, with each way of looking behind it. */
export function CollectorLine({ collectors, live }: CollectorLineProps) {
  const { t } = useText()
  // What nobody can mend, such as a cluster without permissions, or what only takes time, is told behind the line.
  const limited = collectors.filter(
    ({ state, remedy }) =>
      state === 'failed' || ((state === 'limited' || state === 'unavailable') && remedy !== null),
  )
  const going = collectors.find(({ coverage }) => coverage !== null && coverage.done < coverage.of)
  const looking =
    going?.coverage &&
    `${sourceWord(going.source, t)}: ${t('topology.collectorCoverage', {
      done: formatCount(going.coverage.done),
      of: formatCount(going.coverage.of),
    })}`
  return (
    <Popover
      label={t('topology.collectors')}
      align="end"
      trigger={
        <button
          type="button"
          className="inline-flex h-6 min-w-0 items-center gap-1.5 truncate rounded-md px-1.5 text-ink-muted text-meta tabular-nums hover:bg-surface-sunken hover:text-ink"
        >
          <StateMark tone={limited.length > 0 ? 'attention' : live ? 'ok' : 'unknown'} />
          <span className="truncate">
            {looking ? `${t('topology.looking')}: ${looking}` : t('topology.lookingAll')}
          </span>
          {limited.length > 0 && (
            <span className="shrink-0 text-attention">{t('topology.limited', { n: limited.length })}</span>
          )}
        </button>
      }
    >
      <div className="flex w-96 max-w-full flex-col gap-2">
        <p className="text-ink-muted text-meta">{t(live ? 'topology.liveTip' : 'topology.pollingTip')}</p>
        <CollectorList collectors={collectors} />
      </div>
    </Popover>
  )
}
