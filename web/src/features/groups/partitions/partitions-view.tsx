import type { GroupPartition } from '@sluice/shared/groups'
import { isStale } from '@sluice/shared/groups-stale'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { groupQuery } from '../groups.queries.ts'
import { GroupNothing } from '../one/group-nothing.tsx'
import type { RecordPlace } from '../one/record-place.ts'
import { HeatMap } from './heat-map.tsx'
import { partitionColumns } from './partition-columns.tsx'
import { firstOrder, orderedPartitions, PARTITION_SORTS, type PartitionOrder } from './partition-order.ts'

interface PartitionsViewProps {
  cluster: string
  group: string
  order: PartitionOrder
  onOrder: (order: PartitionOrder) => void
  record: RecordPlace | null
  onRecord: (record: RecordPlace) => void
}

const WAITING_ROWS = 8
const idOf = ({ topic, partition }: GroupPartition): string => `${topic}/${partition}`

/** Where the group stands in each partition and who has it: as a map of warmth, and with all figures. */
export function PartitionsView({ cluster, group, order, onOrder, record, onRecord }: PartitionsViewProps) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(groupQuery(cluster, group))
  useDocumentTitle(t('groups.tabPartitions'), group, cluster)
  const members = data?.members ?? null
  const rows = useMemo(() => orderedPartitions(data?.rows ?? [], order), [data?.rows, order])
  const columns = useMemo(() => partitionColumns({ t, members }), [t, members])
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const stuck = useCallback(
    ({ topic, partition, committed }: GroupPartition) => {
      if (committed !== null) onRecord({ topic, partition, offset: committed })
    },
    [onRecord],
  )
  const open = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row) stuck(row)
    },
    [rows, stuck],
  )
  const sort = useCallback(
    (column: string) => {
      const known = PARTITION_SORTS.find((name) => name === column)
      if (known === undefined) return
      const turned = order.order === 'asc' ? 'desc' : 'asc'
      onOrder({ sort: known, order: known === order.sort ? turned : firstOrder(known) })
    },
    [order, onOrder],
  )
  const selected = rows.findIndex(
    ({ topic, partition }) => topic === record?.topic && partition === record.partition,
  )

  if (error && !data) {
    return <ErrorPanel error={error} title={t('groups.groupFailed')} onRetry={() => void refetch()} />
  }
  if (data?.rows.length === 0) return <GroupNothing detail={data} />
  return (
    <div className="flex h-full flex-col">
      {data && (
        <div className="max-h-[38%] shrink-0 overflow-y-auto overflow-x-hidden border-hairline border-b px-3 py-2">
          <HeatMap detail={data} selected={rows[selected] ?? null} onOpen={stuck} />
        </div>
      )}
      <div className="min-h-0 flex-1">
        <DataTable
          label={t('groups.partitionsTable')}
          columns={columns}
          rowCount={data ? rows.length : WAITING_ROWS}
          rowAt={rowAt}
          rowId={idOf}
          sort={{ column: order.sort, order: order.order }}
          onSort={sort}
          selectedIndex={selected < 0 ? null : selected}
          onOpen={open}
          dimmed={error !== null || (data !== undefined && isStale(data.collector, Date.now()))}
        />
      </div>
    </div>
  )
}
