import { useQuery } from '@tanstack/react-query'
import { Pause, Play, Radio } from 'lucide-react'
import { type ReactNode, useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant, formatRelative } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { Changes } from '../diff/changes.ts'
import { WatchLink } from '../play/watch-link.tsx'
import type { TopologySearch } from '../topology-search.ts'
import { CompareChoice } from './compare-choice.tsx'
import { timesQuery } from './time.queries.ts'
import { timeRange } from './time-range.ts'
import { TimeSlider } from './time-slider.tsx'
import { usePlay } from './use-play.ts'

interface TimeBarProps {
  cluster: string
  /** What is drawn, and can be played. */
  topics: readonly string[]
  search: Pick<TopologySearch, 'at' | 'since'>
  /** The graph at hand is the one that is asked for. */
  ready: boolean
  /** When the graph at hand is of, by the server's clock. */
  now: number
  changes: Changes | null
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** Which time is shown: a slider over what is stored, playing it, the way back to now, and a time to compare with. */
export function TimeBar({ cluster, topics, search, ready, now, changes, onChange }: TimeBarProps) {
  const { t } = useText()
  const { data: times } = useQuery(timesQuery(cluster))
  const range = times ? timeRange(times) : null
  const onAt = useCallback((at: number | undefined) => onChange({ at }), [onChange])
  const { at } = search
  const { playing, toggle, stop } = usePlay({ times, range, at, ready, onAt })
  if (times === undefined) return null
  const watch = topics.length > 0 && <WatchLink cluster={cluster} topics={topics} at={at} />
  // Before there is another time than now, only what happens can be watched.
  if (range === null && at === undefined && search.since === undefined) return watch && <Bar>{watch}</Bar>
  const choose = (next: number | undefined) => {
    stop()
    onAt(next)
  }
  return (
    <Bar>
      <IconButton
        label={t(playing ? 'times.pause' : 'times.play')}
        disabled={range === null}
        icon={
          playing ? (
            <Pause aria-hidden="true" className="size-4" />
          ) : (
            <Play aria-hidden="true" className="size-4" />
          )
        }
        onClick={toggle}
      />
      {range && <TimeSlider times={times} range={range} at={at} since={search.since} onAt={choose} />}
      <Shown at={at} />
      <Button
        look={at === undefined ? 'field' : 'plain'}
        aria-pressed={at === undefined}
        data-tip={t('times.liveTip')}
        icon={<Radio aria-hidden="true" className={at === undefined ? 'size-3.5 text-accent' : 'size-3.5'} />}
        onClick={() => choose(undefined)}
      >
        {t('times.live')}
      </Button>
      <CompareChoice since={search.since} base={at ?? now} onChange={onChange} />
      {search.since !== undefined && changes && (
        <Button
          look="link"
          onClick={() => onChange({ panel: 'changes', selected: undefined, record: undefined })}
        >
          {t('times.changesOpen', { n: formatCount(changes.nodes.size + changes.edges.size) })}
        </Button>
      )}
      {watch}
    </Bar>
  )
}

function Bar({ children }: { children: ReactNode }) {
  const { t } = useText()
  return (
    <section
      aria-label={t('times.title')}
      className="flex h-10 shrink-0 items-center gap-2 border-hairline border-t px-3"
    >
      {children}
    </section>
  )
}

function Shown({ at }: { at: number | undefined }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const clock = useNow(10_000)
  const text = at === undefined ? null : formatInstant(at, zone)
  return (
    <output className="w-48 shrink-0 truncate text-right text-meta tabular-nums">
      {at === undefined || text === null ? (
        <span className="text-ink-muted">{t('times.now')}</span>
      ) : (
        <>
          <span className="font-medium text-attention">
            {text.date} {text.time.slice(0, 8)}
          </span>{' '}
          <span className="text-ink-muted">{formatRelative(at, clock, language)}</span>
        </>
      )}
    </output>
  )
}
