import type { ReplayJob } from '@sluice/shared/replay-job'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { replayQuery } from '../replay.queries.ts'
import { FailuresView } from './failures-view.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobHeader } from './job-header.tsx'
import { JobSays } from './job-says.tsx'
import { stateLook } from './job-words.ts'
import { LanesView } from './lanes-view.tsx'
import { RateView } from './rate-view.tsx'
import { useJobAct } from './use-job-act.ts'
import { useRateTrail } from './use-rate-trail.ts'
import { useReplayEvents } from './use-replay-events.ts'
import { VerifyView } from './verify-view.tsx'
import { WrittenView } from './written-view.tsx'

export const JOB_TABS = ['lanes', 'rate', 'written', 'failures', 'verify', 'plan'] as const
export type JobTab = (typeof JOB_TABS)[number]

interface JobPageProps {
  cluster: string
  id: string
  tab: JobTab
  onTab: (tab: JobTab) => void
  /** What was agreed to. */
  plan: (job: ReplayJob) => ReactNode
}

/** One job: how it stands, how far each partition is, and everything that can be done with it. */
export function JobPage({ cluster, id, tab, onTab, plan }: JobPageProps) {
  const { t } = useText()
  useReplayEvents(cluster, id)
  const { data: job, error, refetch } = useQuery(replayQuery(cluster, id))
  const trail = useRateTrail(job)
  const act = useJobAct(cluster, id)
  const word = job && stateLook(job, t).word
  useDocumentTitle(...(word === undefined ? [] : [word]), job?.name || id, cluster)
  if (job === undefined)
    return error ? (
      <ErrorPanel error={error} title={t('replays.jobFailed')} onRetry={() => void refetch()} />
    ) : (
      <p role="status" className="px-3 py-4 text-ink-muted">
        {t('ui.loading')}
      </p>
    )
  const counts: Partial<Record<JobTab, string>> = {
    lanes: formatCount(job.lanes.length),
    ...(job.failed !== '0' && { failures: formatCount(job.failed) }),
  }
  const labels: Record<JobTab, string> = {
    lanes: t('replays.tabLanes'),
    rate: t('replays.tabRate'),
    written: t('replays.tabWritten'),
    failures: t('replays.tabFailures'),
    verify: t('replays.tabVerify'),
    plan: t('replays.tabPlan'),
  }
  return (
    <div className="flex h-full flex-col">
      <JobHeader cluster={cluster} job={job} act={act} />
      <JobSays cluster={cluster} job={job} />
      <JobFacts job={job} />
      <Tabs
        label={t('replays.tabs')}
        value={tab}
        onChange={onTab}
        tabs={JOB_TABS.map((one) => ({ id: one, label: labels[one], count: counts[one] }))}
      >
        {tab === 'lanes' && <LanesView cluster={cluster} job={job} />}
        {tab === 'rate' && <RateView trail={trail} job={job} />}
        {tab === 'written' && <WrittenView cluster={cluster} job={job} />}
        {tab === 'failures' && <FailuresView cluster={cluster} job={job} />}
        {tab === 'verify' && <VerifyView cluster={cluster} job={job} act={act} />}
        {tab === 'plan' && plan(job)}
      </Tabs>
    </div>
  )
}
