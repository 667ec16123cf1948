import type { Snapshot } from '@sluice/shared/groups-reset-result'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { snapshotsQuery } from '../reset.queries.ts'
import { modeWords } from './move-words.ts'

interface SnapshotListProps {
  cluster: string
  group: string
  onUndo: (snapshot: string) => void
  onGoBack: (snapshot: string) => void
}

/** Offsets that were saved before each move, and the ways back to them. */
export function SnapshotList({ cluster, group, onUndo, onGoBack }: SnapshotListProps) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(snapshotsQuery(cluster, group))
  if (error && !data)
    return <ErrorPanel error={error} title={t('moving.snapshotsFailed')} onRetry={() => void refetch()} />
  if (data?.snapshots.length === 0)
    return <EmptyState title={t('moving.snapshotsNone')} reason={t('moving.snapshotsReason')} />
  return (
    <>
      <ul>
        {data?.snapshots.map((snapshot) => (
          <SnapshotItem key={snapshot.id} snapshot={snapshot} onUndo={onUndo} onGoBack={onGoBack} />
        ))}
      </ul>
      <p className="px-3 py-2">
        <Link
          to="/clusters/$cluster/audit"
          params={{ cluster }}
          search={{ target: group }}
          className="text-accent hover:underline"
        >
          {t('moving.toAudit')}
        </Link>
      </p>
    </>
  )
}

interface SnapshotItemProps extends Pick<SnapshotListProps, 'onUndo' | 'onGoBack'> {
  snapshot: Snapshot
}

function SnapshotItem({ snapshot, onUndo, onGoBack }: SnapshotItemProps) {
  const { t } = useText()
  const { id, at, who, why, mode, partitions, moved } = snapshot
  return (
    <li className="flex flex-col gap-0.5 border-hairline border-b px-3 py-2">
      <span className="flex gap-2">
        <span className="font-medium">{t('moving.snapshotBefore', { what: modeWords(mode, t) })}</span>
        <span className="ml-auto shrink-0 text-ink-muted text-meta">
          <TimeAgo at={at} />
        </span>
      </span>
      <span className="[overflow-wrap:anywhere]">{why}</span>
      <span className="text-ink-muted text-meta">
        {who === '' ? t('moving.anonymous') : who} · {t('moving.snapshotHolds', { n: partitions, moved })}
      </span>
      <span className="-ml-1 flex gap-2">
        <Button
          look="link"
          icon={<Undo2 aria-hidden="true" className="size-3.5" />}
          onClick={() => onUndo(id)}
        >
          {t('moving.undo')}
        </Button>
        <Button look="link" data-tip={t('moving.goBackTip')} onClick={() => onGoBack(id)}>
          {t('moving.goBack')}
        </Button>
      </span>
    </li>
  )
}
