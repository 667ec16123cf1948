import type { TopicDetail } from '@sluice/shared/topics'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { channelScale } from '#charts/channel-geometry.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { partitionColumns } from './partition-columns.tsx'
import { laneOffsets } from './partition-lane.tsx'
import { topicQuery } from './topics.queries.ts'

interface PartitionsViewProps {
  cluster: string
  topic: string
}

const WAITING_ROWS = 8

/** The topic as a channel: one lane a partition, with the figures of the lane in the same row. */
export function PartitionsView({ cluster, topic }: PartitionsViewProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(topicQuery(cluster, topic))
  useDocumentTitle(t('topics.tabPartitions'), topic, cluster)

  const read = useCallback(
    (partition: number, from: string) =>
      void navigate({
        to: '/clusters/$cluster/topics/$topic/messages',
        params: { cluster, topic },
        search: { from, p: String(partition) },
      }),
    [navigate, cluster, topic],
  )
  const partitions = data?.partitions
  const columns = useMemo(() => partitionColumns({ t, read, ...ofAll(partitions) }), [t, read, partitions])
  const rowAt = useCallback((index: number) => partitions?.[index], [partitions])
  const open = useCallback(
    (index: number) => {
      const row = partitions?.[index]
      if (row) read(row.partition, 'newest:100')
    },
    [partitions, read],
  )

  if (error && !data) {
    return <ErrorPanel error={error} title={t('topics.topicFailed')} onRetry={() => void refetch()} />
  }
  return (
    <DataTable
      label={t('topics.partitionsTable')}
      columns={columns}
      rowCount={partitions?.length ?? WAITING_ROWS}
      rowAt={rowAt}
      onOpen={open}
      dimmed={error !== null}
    />
  )
}

function ofAll(partitions: TopicDetail['partitions'] | undefined) {
  return { scale: channelScale((partitions ?? []).map(laneOffsets)) }
}
