import type { ReplayJob } from '@sluice/shared/replay-job'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { TopicMark } from '#ui/topic-mark.tsx'
import { jobSentences } from './job-words.ts'
import { useLinks } from './use-links.ts'

const SOURCES_NAMED = 6

/** How it stands in sentences, why it was done, and what earlier resumes found. */
export function JobSays({ cluster, job }: { cluster: string; job: ReplayJob }) {
  const { t, language } = useText()
  const links = useLinks(cluster)
  const [first, ...more] = jobSentences({ ...job, guarantee: job.plan.spec.guarantee }, { t, language })
  const count = (value: string | null) => (value === null ? t('replays.unknownCount') : formatCount(value))
  return (
    <div className="flex shrink-0 flex-col gap-0.5 px-3 pt-2">
      <p className="flex flex-wrap items-center gap-x-2">
        {job.sources.slice(0, SOURCES_NAMED).map((topic) => (
          <TopicMark key={topic} topic={topic} />
        ))}
        {job.sources.length > SOURCES_NAMED && <span>+{job.sources.length - SOURCES_NAMED}</span>}
        <span className="text-ink-muted">→</span>
        <span className="font-mono text-meta [overflow-wrap:anywhere]">{job.target}</span>
      </p>
      <p>
        <span className="font-medium [overflow-wrap:anywhere]">{first}</span>{' '}
        <span className="text-ink-muted">{more.join(' ')}</span>
      </p>
      {job.resumed
        .filter(({ inFlight }) => inFlight !== '0')
        .map(({ at, inFlight, found, duplicates }) => (
          <p key={at} className="text-ink-muted">
            {t('replays.resumedTitle')}:{' '}
            {t('replays.resumedWords', {
              inFlight: count(inFlight),
              found: count(found),
              duplicates: count(duplicates),
            })}
          </p>
        ))}
      {job.parent !== null && (
        <p className="text-ink-muted">
          {t('replays.parent')}{' '}
          <a {...links(`replays/${job.parent}`)} className="font-mono text-accent hover:underline">
            {job.parent}
          </a>
        </p>
      )}
      {job.why !== '' && (
        <p className="text-ink-muted [overflow-wrap:anywhere]">
          {t('replays.why')}: {job.why}
        </p>
      )}
    </div>
  )
}
