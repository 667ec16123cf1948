import type { MessagesQuery } from '@sluice/shared/messages-link'
import { Table2, ZoomOut } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BucketRange } from '#charts/range-choice.ts'
import { TimeStrip } from '#charts/time-strip.tsx'
import { heightPower, highestCount, type StripBucket } from '#charts/time-strip-geometry.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { formatShort } from '#lib/number-format.ts'
import { usePreference } from '#lib/preferences.ts'
import { formatDuration } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { IconButton } from '#ui/icon-button.tsx'
import type { ScanSnapshot } from '../message-store.ts'
import { bucketWords } from './bucket-words.ts'
import { isZoomed, rangeOfBuckets } from './histogram-request.ts'
import type { ScanTrail } from './scan-trail.ts'
import { StripAbout } from './strip-about.tsx'
import { stripBuckets } from './strip-buckets.ts'
import { StripState } from './strip-state.tsx'
import { TIME_STRIP_ID } from './strip-toggle.tsx'
import { useHistogram } from './use-histogram.ts'

const StripTable = lazyPart(async () => (await import('./strip-table.tsx')).StripTable)

interface TimePanelProps {
  cluster: string
  topic: string | null
  query: MessagesQuery
  scan: { snapshot: ScanSnapshot; trail: ScanTrail }
  onQuery: (part: Partial<MessagesQuery>) => void
}

const ICON = 'size-3.5'
const NONE: readonly StripBucket[] = []

/** Messages by time above their list: where the scan is in them, and a range to choose. */
export function TimePanel(props: TimePanelProps) {
  return usePreference('timeStrip') === 'shown' ? <ShownPanel {...props} /> : null
}

function ShownPanel({ cluster, topic, query, scan, onQuery }: TimePanelProps) {
  const { snapshot, trail } = scan
  const { t, language } = useText()
  const zone = useTimeZone()
  const [tabled, setTabled] = useState(false)
  const { data, error, isPlaceholderData, refetch } = useHistogram(cluster, topic, query, snapshot)
  const { filtered, open, progress, coverage, endReason } = snapshot
  const done = endReason === 'end'
  const { version } = trail
  // biome-ignore lint/correctness/useExhaustiveDependencies: version and progress stand for what trail and coverage hold
  const buckets = useMemo(
    () => (data ? stripBuckets(data, { covered: coverage.list, trail, done }) : NONE),
    [data, open, progress, coverage, trail, version, done],
  )
  const zoomed = isZoomed(query)
  const choose = (range: BucketRange) => data && onQuery(rangeOfBuckets(data.edges, range, query.end))
  const reset = () => zoomed && onQuery({ start: { kind: 'newest' }, end: null })

  return (
    <section aria-label={t('histogram.label')} className="shrink-0">
      <div className="flex h-[31px] items-stretch gap-2 border-hairline border-b pr-2 pl-3">
        {buckets.length > 0 && !error ? (
          <TimeStrip
            id={TIME_STRIP_ID}
            label={t('histogram.label')}
            hint={t('histogram.hint')}
            buckets={buckets}
            zone={zone}
            describe={(range) => bucketWords(buckets, range, { zone, filtered }, t)}
            onRange={choose}
            onReset={reset}
            dimmed={isPlaceholderData}
          />
        ) : (
          <StripState
            data={data}
            error={error}
            unasked={snapshot.phase !== 'running' && open === null}
            onRetry={() => void refetch()}
          />
        )}
        {data && data.stepMs !== null && (
          <p
            aria-hidden="true"
            data-tip={heightPower(buckets) < 1 ? t('histogram.scale') : undefined}
            className="flex w-20 shrink-0 flex-col justify-center text-right text-[11px] text-ink-faint tabular-nums leading-[13px]"
          >
            <span>{t('histogram.step', { length: formatDuration(data.stepMs, language) })}</span>
            <span>{t('histogram.most', { count: formatShort(highestCount(buckets)) })}</span>
          </p>
        )}
        <div className="flex w-[74px] shrink-0 items-center justify-end gap-px">
          {zoomed && (
            <IconButton
              label={t('histogram.allTip')}
              className="!size-6"
              icon={<ZoomOut aria-hidden="true" className={ICON} />}
              onClick={reset}
            />
          )}
          {buckets.length > 0 && (
            <IconButton
              label={t(tabled ? 'histogram.tableClose' : 'histogram.table')}
              aria-pressed={tabled}
              className="!size-6 aria-pressed:text-accent"
              icon={<Table2 aria-hidden="true" className={ICON} />}
              onClick={() => setTabled(!tabled)}
            />
          )}
          {data && <StripAbout histogram={data} buckets={buckets} />}
        </div>
      </div>
      {tabled && buckets.length > 0 && (
        <StripTable
          buckets={buckets}
          zone={zone}
          filtered={filtered}
          onChoose={(index) => choose({ first: index, last: index })}
        />
      )}
    </section>
  )
}
