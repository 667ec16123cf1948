import type { ReplayJob } from '@sluice/shared/replay-job'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Fact } from '#ui/fact.tsx'
import { Section } from '#ui/section.tsx'
import { JobState } from '../jobs/job-state.tsx'
import { jobSentences, permilleDone } from '../jobs/job-words.ts'
import { ProgressBar } from '../jobs/progress-bar.tsx'
import { useLinks } from '../jobs/use-links.ts'
import { useReplayEvents } from '../jobs/use-replay-events.ts'
import { replayQuery } from '../replay.queries.ts'

/** The whole of it without writing, in place, with what came of it. */
export function DryRun({ cluster, id }: { cluster: string; id: string }) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to clean up.
    void box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box}>
      <Section
        title={t('republish.dryRun')}
        aside={<span className="text-meta">{t('republish.dryRunTip')}</span>}
      >
        <div className="px-3 pb-2.5">
          <Shown cluster={cluster} id={id} />
        </div>
      </Section>
    </div>
  )
}

function Shown({ cluster, id }: { cluster: string; id: string }) {
  const { t } = useText()
  useReplayEvents(cluster, id)
  const { data: job } = useQuery(replayQuery(cluster, id))
  const links = useLinks(cluster)
  if (job === undefined) return null
  return (
    <div className="flex w-full flex-col gap-1.5" role="status">
      <p className="flex items-center gap-3">
        <JobState job={job} />
        <a {...links(`replays/${id}`)} className="text-accent hover:underline">
          {t('republish.dryRunOpen')}
        </a>
      </p>
      <Said job={job} />
      <ProgressBar permille={permilleDone(job)} className="w-full" />
      <p className="flex flex-wrap gap-x-4">
        <Fact label={t('replays.factRead')}>{formatCount(job.read)}</Fact>
        <Fact label={t('replays.factWouldWrite')}>{formatCount(job.written)}</Fact>
        <Fact label={t('replays.factFiltered')}>{formatCount(job.filtered)}</Fact>
        <Fact label={t('replays.factSkipped')}>{formatCount(job.skipped)}</Fact>
        <Fact label={t('replays.factFailed')}>{formatCount(job.failed)}</Fact>
      </p>
    </div>
  )
}

function Said({ job }: { job: ReplayJob }) {
  const { t, language } = useText()
  return <p>{jobSentences(job, { t, language }).join(' ')}</p>
}
