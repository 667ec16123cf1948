import type { ReplaySummary } from '@sluice/shared/replay-job'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { spanWords } from '#lib/span-words.ts'
import type { Column } from '#ui/data-table/column.ts'
import { TimeAgo } from '#ui/time-ago.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { JobState } from './job-state.tsx'
import { permilleDone, type Telling } from './job-words.ts'
import { ProgressBar } from './progress-bar.tsx'

/** Jobs, one a row. */
export function listColumns({ t, language }: Telling): readonly Column<ReplaySummary>[] {
  return [
    {
      id: 'state',
      header: t('replays.columnState'),
      track: '10.5rem',
      cell: (job) => <JobState job={job} />,
    },
    {
      id: 'what',
      header: t('replays.columnWhat'),
      track: 'minmax(10rem, 1.2fr)',
      cell: (job) => <What job={job} />,
    },
    {
      id: 'target',
      header: t('replays.columnTarget'),
      track: 'minmax(11rem, 1.5fr)',
      cell: ({ target }) => (
        // Of the names of sandboxes the end tells most.
        <span data-tip={target} dir="rtl" className="block truncate text-left font-mono text-meta">
          <bdi dir="ltr">{target}</bdi>
        </span>
      ),
    },
    {
      id: 'progress',
      header: t('replays.columnProgress'),
      headerTip: t('replays.columnProgressTip'),
      track: 'minmax(8rem, 1fr)',
      cell: (job) => <ProgressBar permille={permilleDone(job)} className="h-full" />,
    },
    {
      id: 'written',
      header: t('replays.columnWritten'),
      track: '6rem',
      align: 'end',
      cell: ({ mode, written, bytes }) =>
        mode === 'dry-run' ? (
          <span className="text-ink-faint">0</span>
        ) : (
          <span data-tip={formatBytes(bytes)}>{formatCount(written)}</span>
        ),
    },
    {
      id: 'rate',
      header: t('replays.columnRate'),
      track: '5.5rem',
      align: 'end',
      cell: ({ state, recordsPerSecond: rate }) =>
        state === 'running' && rate !== null && t('replays.perSecond', { rate: rateText(rate) }),
    },
    {
      id: 'eta',
      header: t('replays.columnEta'),
      headerTip: t('replays.columnEtaTip'),
      track: '6rem',
      align: 'end',
      cell: ({ state, etaMs }) => state === 'running' && etaMs !== null && spanWords(etaMs, language),
    },
    {
      id: 'who',
      header: t('replays.columnWho'),
      track: 'minmax(5rem, 0.6fr)',
      cell: ({ who, why }) => (
        <span data-tip={why === '' ? undefined : why} className={who === '' ? 'text-ink-faint' : 'truncate'}>
          {who === '' ? t('replays.anonymous') : who}
        </span>
      ),
    },
    {
      id: 'started',
      header: t('replays.columnStarted'),
      track: '6.5rem',
      align: 'end',
      cell: ({ startedAt }) => <TimeAgo at={startedAt} />,
    },
  ]
}

function What({ job: { name, sources } }: { job: ReplaySummary }) {
  const [first = '', ...more] = sources
  if (name !== '')
    return (
      <span data-tip={`${name}\n${sources.join('\n')}`} className="block truncate">
        {name}
      </span>
    )
  return (
    <span className="flex min-w-0 items-center gap-1.5" data-tip={sources.join('\n')}>
      <TopicMark topic={first} />
      {more.length > 0 && <span className="shrink-0 text-ink-muted text-meta">+{more.length}</span>}
    </span>
  )
}
