import { paths } from '@sluice/shared/paths'
import { ENDED_STATES, type ReplayJob } from '@sluice/shared/replay-job'
import { Download, RotateCw } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { RecordLink } from './record-link.tsx'
import { useLinks } from './use-links.ts'

/** What could not be filtered, changed or written, and the way to write it once more. */
export function FailuresView({ cluster, job }: { cluster: string; job: ReplayJob }) {
  const { t } = useText()
  const links = useLinks(cluster)
  const { failures, failed } = job
  if (failed === '0') return <p className="p-3 text-ink-muted">{t('replays.failuresNone')}</p>
  const retry = links(`replays/new`, `?retry=${job.id}`)
  return (
    <div className="flex flex-col gap-2 py-2">
      <div className="flex flex-wrap items-center gap-3 px-3">
        <p className="text-ink-muted">
          {t('replays.failuresHead', { shown: formatCount(failures.length), total: formatCount(failed) })}
        </p>
        <a
          href={paths.replayFailures(cluster, job.id)}
          download
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-ink-muted hover:bg-surface-sunken hover:text-ink"
        >
          <Download aria-hidden="true" className="size-3.5" />
          {t('replays.failuresFile')}
        </a>
        <RefusableButton
          refusal={ENDED_STATES.includes(job.state) ? null : t('replays.retryLater')}
          data-tip={t('replays.retryTip')}
          icon={<RotateCw aria-hidden="true" className="size-3.5" />}
          onClick={(event) => retry.onClick(event)}
        >
          {t('replays.retry')}
        </RefusableButton>
      </div>
      <StaticTable
        label={t('replays.failuresTable')}
        rows={failures}
        rowKey={({ topic, partition, offset }) => `${topic} ${partition} ${offset}`}
        columns={[
          {
            id: 'record',
            header: t('replays.failureRecord'),
            cell: (place) => <RecordLink cluster={cluster} place={place} />,
          },
          {
            id: 'reason',
            header: t('replays.failureReason'),
            cell: ({ reason, code }) => (
              <span className="[overflow-wrap:anywhere]">
                {reason} <span className="font-mono text-ink-faint text-meta">{code}</span>
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}
