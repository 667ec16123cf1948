import type { ReplayJob, ReplayLane } from '@sluice/shared/replay-job'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { laneColumns } from './lane-columns.tsx'

const idOf = ({ topic, partition }: ReplayLane): string => `${topic} ${partition}`

/** How far each partition of the source is. */
export function LanesView({ cluster, job }: { cluster: string; job: ReplayJob }) {
  const { t } = useText()
  const zone = useTimeZone()
  const router = useRouter()
  const { lanes, sources } = job
  const open = useCallback(
    (topic: string, partition: number, offset: string) => {
      const path = `/clusters/${encodeURIComponent(cluster)}/topics/${encodeURIComponent(topic)}/messages`
      void router.navigate({ href: `${path}?from=offsets:${partition}:${offset}&p=${partition}` })
    },
    [router, cluster],
  )
  const several = sources.length > 1
  const dry = job.mode === 'dry-run'
  const columns = useMemo(() => laneColumns({ t, zone, several, dry, open }), [t, zone, several, dry, open])
  const rowAt = useCallback((index: number) => lanes[index], [lanes])
  return (
    <DataTable
      label={t('replays.lanesTable')}
      columns={columns}
      rowCount={lanes.length}
      rowAt={rowAt}
      rowId={idOf}
    />
  )
}
