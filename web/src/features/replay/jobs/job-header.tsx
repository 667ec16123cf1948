import { paths } from '@sluice/shared/paths'
import { ENDED_STATES, type ReplayJob } from '@sluice/shared/replay-job'
import { ArrowLeft, Download, FileText, Pause, Play } from 'lucide-react'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { Button } from '#ui/button.tsx'
import { AbortButton } from './abort-button.tsx'
import { JobState } from './job-state.tsx'
import { targetCluster, writtenSearch, writtenTopics } from './target-link.ts'
import type { JobAct } from './use-job-act.ts'
import { useLinks } from './use-links.ts'

interface JobHeaderProps {
  cluster: string
  job: ReplayJob
  act: JobAct
}

const LINK =
  'inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-2 text-ink-muted hover:bg-surface-sunken hover:text-ink'

/** What it is, how it stands, and what can be done now. */
export function JobHeader({ cluster, job, act }: JobHeaderProps) {
  const { t } = useText()
  const links = useLinks(cluster)
  const ended = ENDED_STATES.includes(job.state)
  const { act: run, busy } = act
  const waits = job.state === 'paused' || job.state === 'interrupted' || job.hold?.kind === 'canary'
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () =>
        ended
          ? []
          : [
              {
                id: 'replays.pause',
                keys: 'p',
                label: t('replays.keyPause'),
                group: 'actions',
                run: () => run(waits ? 'resume' : 'pause'),
              },
            ],
      [t, ended, waits, run],
    ),
  )
  return (
    <header className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b px-3 py-1">
      <a {...links('replays')} data-tip={t('replays.back')} className={`${LINK} -ml-2 !px-1.5`}>
        <ArrowLeft aria-hidden="true" className="size-4" />
        <span className="sr-only">{t('replays.back')}</span>
      </a>
      <h1 className="min-w-0 truncate font-semibold text-title" data-tip={job.id}>
        {job.name === '' ? <span className="font-mono">{job.target}</span> : job.name}
      </h1>
      <span role="status">
        <JobState job={job} />
      </span>
      {job.who !== '' && <span className="text-ink-muted">{t('replays.by', { who: job.who })}</span>}
      <span className="ml-auto flex flex-wrap items-center gap-1">
        <Written cluster={cluster} job={job} />
        {job.file && (
          <a href={paths.replayFile(cluster, job.id)} download className={LINK}>
            <Download aria-hidden="true" className="size-3.5" />
            {t('replays.file')}
          </a>
        )}
        <a
          href={paths.replayReport(cluster, job.id)}
          download
          className={LINK}
          data-tip={t('replays.reportTip')}
        >
          <FileText aria-hidden="true" className="size-3.5" />
          {t('replays.report')}
        </a>
        {!ended && waits && (
          <Button
            look="primary"
            disabled={busy !== null}
            icon={<Play aria-hidden="true" className="size-3.5" />}
            onClick={() => run('resume')}
          >
            {t(job.hold?.kind === 'canary' ? 'replays.goOn' : 'replays.resume')}
          </Button>
        )}
        {job.state === 'running' && (
          <Button
            disabled={busy !== null}
            data-tip={t('replays.pauseTip')}
            icon={<Pause aria-hidden="true" className="size-3.5" />}
            onClick={() => run('pause')}
          >
            {t('replays.pause')}
          </Button>
        )}
        {!ended && <AbortButton busy={busy !== null} onAbort={() => run('abort')} />}
      </span>
    </header>
  )
}

/** To the records in the target, where it is one topic; of several the places are told in a view of their own. */
function Written({ cluster, job }: { cluster: string; job: ReplayJob }) {
  const { t } = useText()
  const links = useLinks(targetCluster(cluster, job.plan))
  const [only, ...more] = writtenTopics(job)
  if (only === undefined || more.length > 0) return null
  const path = `topics/${encodeURIComponent(only.topic)}/messages`
  return (
    <a {...links(path, writtenSearch(job, only.lanes))} className={LINK} data-tip={t('replays.recordsTip')}>
      {t('replays.records')}
    </a>
  )
}
