import { isStale } from '@sluice/shared/groups-stale'
import { LAG_STATES } from '@sluice/shared/groups-state'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { gateScale } from '#charts/gate-geometry.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { topicGroupsQuery } from '../groups.queries.ts'
import { useGroupEvents } from '../live/use-group-events.ts'
import { readerColumns } from './reader-columns.tsx'
import { rulerColumns } from './ruler-columns.tsx'
import { rulerRows } from './ruler-rows.ts'

interface TopicGroupsViewProps {
  cluster: string
  topic: string
}

const WAITING_ROWS = 4

/** Who reads a topic, worst first, and where each of them stands in every partition. */
export function TopicGroupsView({ cluster, topic }: TopicGroupsViewProps) {
  const { t } = useText()
  const navigate = useNavigate()
  useGroupEvents(cluster)
  const { data, error, refetch } = useQuery(topicGroupsQuery(cluster, topic))
  const [chosen, setChosen] = useState<string | null>(null)
  useDocumentTitle(t('groups.title'), topic, cluster)

  const readers = useMemo(
    () =>
      [...(data?.groups ?? [])].sort(
        (a, b) =>
          LAG_STATES.indexOf(a.lagState) - LAG_STATES.indexOf(b.lagState) || (a.group < b.group ? -1 : 1),
      ),
    [data?.groups],
  )
  // By its id: which is worst changes while somebody looks.
  const active = Math.max(
    0,
    readers.findIndex(({ group }) => group === chosen),
  )
  const looked = readers[active]?.group ?? null
  const rows = useMemo(() => (data ? rulerRows(data, looked) : []), [data, looked])
  const scale = useMemo(() => gateScale(rows.flatMap(lanesOf), 'log'), [rows])
  const readerList = useMemo(() => readerColumns(cluster, t), [cluster, t])
  const read = useCallback(
    (partition: number, offset: bigint) =>
      void navigate({
        to: '/clusters/$cluster/topics/$topic/messages',
        params: { cluster, topic },
        search: { from: `offset:${offset}`, p: String(partition) },
      }),
    [navigate, cluster, topic],
  )
  const rulers = useMemo(() => rulerColumns({ t, scale, looked, read }), [t, scale, looked, read])
  const readerAt = useCallback((index: number) => readers[index], [readers])
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const choose = useCallback((index: number) => setChosen(readers[index]?.group ?? null), [readers])
  const open = useCallback(
    (index: number) => {
      const group = readers[index]?.group
      if (group !== undefined)
        void navigate({ to: '/clusters/$cluster/groups/$group', params: { cluster, group } })
    },
    [readers, navigate, cluster],
  )

  if (error && !data) {
    return <ErrorPanel error={error} title={t('groups.listFailed')} onRetry={() => void refetch()} />
  }
  if (data?.groups.length === 0) {
    return <EmptyState title={t('groups.nobodyReads')} reason={t('groups.nobodyReadsReason')} />
  }
  const dimmed = error !== null || (data !== undefined && isStale(data.collector, Date.now()))
  return (
    <div className="flex h-full flex-col">
      <div className="h-2/5 min-h-32 shrink-0 border-hairline-strong/40 border-b">
        <DataTable
          label={t('groups.readersTable')}
          columns={readerList}
          rowCount={data ? readers.length : WAITING_ROWS}
          rowAt={readerAt}
          activeIndex={active}
          onActiveChange={choose}
          selectedIndex={looked === null ? null : active}
          onOpen={open}
          dimmed={dimmed}
        />
      </div>
      <div className="min-h-0 flex-1">
        <DataTable
          label={t('groups.rulerTable')}
          columns={rulers}
          rowCount={data ? rows.length : WAITING_ROWS}
          rowAt={rowAt}
          dimmed={dimmed}
        />
      </div>
    </div>
  )
}

/** A lane for each who stands in it, so that the scale reaches as far back as the rearmost of them. */
function lanesOf(row: ReturnType<typeof rulerRows>[number]) {
  const places = row.standings.length === 0 ? [null] : row.standings.map(({ committed }) => committed)
  return places.map((committed) => ({ ...row, committed }))
}
