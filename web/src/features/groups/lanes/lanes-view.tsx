import { isStale } from '@sluice/shared/groups-stale'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { GateZoom } from '#charts/gate-geometry.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { groupQuery } from '../groups.queries.ts'
import { GroupNothing } from '../one/group-nothing.tsx'
import type { RecordPlace } from '../one/record-place.ts'
import { laneColumns } from './lane-columns.tsx'
import { type LaneRow, laneRows, type TopicRow } from './lane-rows.ts'

interface LanesViewProps {
  cluster: string
  group: string
  zoom: GateZoom
  onZoom: (zoom: GateZoom) => void
  /** The record that is open beside the lanes. */
  record: RecordPlace | null
  onRecord: (record: RecordPlace) => void
}

const WAITING_ROWS = 8
const NONE: ReadonlySet<string> = new Set()

/** Every partition that the group reads as a channel, with its gate on it. */
export function LanesView({ cluster, group, zoom, onZoom, record, onRecord }: LanesViewProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(groupQuery(cluster, group))
  const [closed, setClosed] = useState(NONE)
  useDocumentTitle(t('groups.tabLanes'), group, cluster)

  const rows = useMemo(() => laneRows(data?.rows ?? [], closed, zoom), [data?.rows, closed, zoom])
  const topics = new Set(data?.rows.map(({ topic }) => topic))
  const fold = useCallback(
    (topic: string) =>
      setClosed(
        (now) => new Set(now.has(topic) ? [...now].filter((other) => other !== topic) : [...now, topic]),
      ),
    [],
  )
  const read = useCallback(
    (topic: string, partition: number, offset: string) =>
      void navigate({
        to: '/clusters/$cluster/topics/$topic/messages',
        params: { cluster, topic },
        search: { from: `offset:${offset}`, p: String(partition) },
      }),
    [navigate, cluster],
  )
  const columns = useMemo(() => laneColumns({ t, fold, read }), [t, fold, read])
  const rowAt = useCallback((index: number) => (data ? rows[index] : undefined), [rows, data])
  const open = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row?.kind === 'topic') fold(row.topic)
      else if (row && row.partition.committed !== null)
        onRecord({ ...placeOf(row.partition), offset: row.partition.committed })
    },
    [rows, fold, onRecord],
  )
  const selected = rows.findIndex(
    (row) =>
      row.kind === 'lane' &&
      row.partition.topic === record?.topic &&
      row.partition.partition === record.partition,
  )

  if (error && !data) {
    return <ErrorPanel error={error} title={t('groups.groupFailed')} onRetry={() => void refetch()} />
  }
  if (data?.rows.length === 0) return <GroupNothing detail={data} />
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-8 shrink-0 items-center gap-3 border-hairline border-b px-3 text-ink-muted text-meta">
        <ModeSwitch
          label={t('groups.zoom')}
          value={zoom}
          onChange={onZoom}
          options={[
            { value: 'log', label: t('groups.zoomLog'), tip: t('groups.zoomLogTip') },
            { value: 'lag', label: t('groups.zoomLag'), tip: t('groups.zoomLagTip') },
          ]}
        />
        <span className="truncate">{t('groups.lanesHint')}</span>
        {topics.size > 1 && (
          <Button
            look="link"
            className="ml-auto text-meta"
            onClick={() => setClosed(closed.size < topics.size ? topics : NONE)}
          >
            {t(closed.size < topics.size ? 'groups.foldAll' : 'groups.unfoldAll')}
          </Button>
        )}
      </div>
      <div className="min-h-0 flex-1">
        <DataTable
          label={t('groups.lanesTable')}
          columns={columns}
          rowCount={data ? rows.length : WAITING_ROWS}
          rowAt={rowAt}
          rowId={idOf}
          selectedIndex={selected < 0 ? null : selected}
          onOpen={open}
          dimmed={error !== null || (data !== undefined && isStale(data.collector, Date.now()))}
        />
      </div>
    </div>
  )
}

const idOf = (row: TopicRow | LaneRow): string =>
  row.kind === 'topic' ? row.topic : `${row.partition.topic}/${row.partition.partition}`

const placeOf = ({ topic, partition }: { topic: string; partition: number }) => ({ topic, partition })
