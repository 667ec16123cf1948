import type { ReplayJob } from '@sluice/shared/replay-job'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { StaticTable } from '#ui/static-table.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { targetCluster, writtenSearch } from './target-link.ts'
import { useLinks } from './use-links.ts'

/** Where in the target it wrote: first and last offset of each partition. */
export function WrittenView({ cluster, job }: { cluster: string; job: ReplayJob }) {
  const { t } = useText()
  const links = useLinks(targetCluster(cluster, job.plan))
  if (job.writtenTo.length === 0)
    return (
      <p className="p-3 text-ink-muted">
        {t(job.mode === 'dry-run' ? 'replays.writtenNoneDry' : 'replays.writtenNone')}
      </p>
    )
  return (
    <>
      <p className="p-3 pb-1 text-ink-muted">{t('replays.writtenOthers')}</p>
      <StaticTable
        label={t('replays.writtenTable')}
        rows={job.writtenTo}
        rowKey={({ topic, partition }) => `${topic} ${partition}`}
        columns={[
          {
            id: 'topic',
            header: t('replays.writtenTopic'),
            cell: ({ topic }) => <TopicMark topic={topic} />,
          },
          {
            id: 'partition',
            header: t('replays.lanePartition'),
            mono: true,
            cell: ({ partition }) => partition,
          },
          {
            id: 'first',
            header: t('replays.writtenFirst'),
            align: 'end',
            cell: (lane) => (
              <a
                {...links(`topics/${encodeURIComponent(lane.topic)}/messages`, writtenSearch(job, [lane]))}
                className="text-accent hover:underline"
              >
                {formatCount(lane.first)}
              </a>
            ),
          },
          {
            id: 'last',
            header: t('replays.writtenLast'),
            align: 'end',
            cell: ({ last }) => formatCount(last),
          },
          {
            id: 'records',
            header: t('replays.writtenRecords'),
            align: 'end',
            cell: ({ records }) => formatCount(records),
          },
        ]}
      />
    </>
  )
}
