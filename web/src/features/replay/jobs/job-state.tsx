import type { ReplaySummary } from '@sluice/shared/replay-job'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Badge } from '#ui/badge.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { stateLook } from './job-words.ts'

/** A job's state by sign and word, and whether it writes at all. */
export function JobState({ job }: { job: Pick<ReplaySummary, 'state' | 'hold' | 'mode'> }) {
  const { t } = useText()
  const { tone, word } = stateLook(job, t)
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <StateMark tone={tone} />
      <span className="truncate">{word}</span>
      {job.mode === 'dry-run' && <Badge tip={t('replays.dryRunTip')}>{t('replays.dryRun')}</Badge>}
    </span>
  )
}
