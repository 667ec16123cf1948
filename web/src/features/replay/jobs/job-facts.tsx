import type { ReplayJob } from '@sluice/shared/replay-job'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { spanWords } from '#lib/span-words.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Fact } from '#ui/fact.tsx'
import { permilleDone } from './job-words.ts'
import { reachedTime } from './lane-progress.ts'
import { ProgressBar } from './progress-bar.tsx'

/** Its figures in one line, under the channel that fills. */
export function JobFacts({ job }: { job: ReplayJob }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const { recordsPerSecond: rate, etaMs } = job
  const reached = reachedTime(job.lanes)
  const instant = reached === null ? null : formatInstant(reached, zone)
  return (
    <div className="flex shrink-0 flex-col gap-1.5 px-3 pt-2 pb-2">
      <ProgressBar permille={permilleDone(job)} />
      <p className="flex flex-wrap gap-x-4 gap-y-0.5">
        <Fact label={t('replays.factRead')}>{formatCount(job.read)}</Fact>
        <Fact label={t(job.mode === 'dry-run' ? 'replays.factWouldWrite' : 'replays.factWritten')}>
          {formatCount(job.written)} <span className="text-ink-faint">({formatBytes(job.bytes)})</span>
        </Fact>
        <span data-tip={t('replays.factFilteredTip')}>
          <Fact label={t('replays.factFiltered')}>{formatCount(job.filtered)}</Fact>
        </span>
        <span data-tip={t('replays.factSkippedTip')}>
          <Fact label={t('replays.factSkipped')}>{formatCount(job.skipped)}</Fact>
        </span>
        <span className={job.failed === '0' ? '' : 'text-trouble [&_span]:!text-trouble'}>
          <Fact label={t('replays.factFailed')}>{formatCount(job.failed)}</Fact>
        </span>
        {job.state === 'running' && rate !== null && (
          <Fact label={t('replays.factRate')}>{rateText(rate)}</Fact>
        )}
        {job.state === 'running' && etaMs !== null && (
          <Fact label={t('replays.factLeft')}>{spanWords(etaMs, language)}</Fact>
        )}
        {instant && (
          <span className="text-ink-muted">
            {t('replays.factEvent')}{' '}
            <span className="text-ink tabular-nums">
              {instant.date} {instant.time.slice(0, 8)}
            </span>
          </span>
        )}
      </p>
    </div>
  )
}
