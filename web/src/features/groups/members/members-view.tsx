import type { GroupDetail } from '@sluice/shared/groups'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { groupQuery } from '../groups.queries.ts'
import { memberColumns } from './member-columns.tsx'

interface MembersViewProps {
  cluster: string
  group: string
}

const WAITING_ROWS = 4

/** Who reads for the group, and whether the work is shared evenly. */
export function MembersView({ cluster, group }: MembersViewProps) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(groupQuery(cluster, group))
  useDocumentTitle(t('groups.tabMembers'), group, cluster)
  const members = data?.members
  const columns = useMemo(() => memberColumns(members ?? [], t), [members, t])
  const rowAt = useCallback((index: number) => members?.[index], [members])

  if (error && !data) {
    return <ErrorPanel error={error} title={t('groups.groupFailed')} onRetry={() => void refetch()} />
  }
  if (data && members === null) {
    return <EmptyState title={t('groups.membersFailed')} reason={data.membersFault?.message} />
  }
  if (data && members?.length === 0) {
    const reason = data.summary.standalone ? t('groups.standaloneTip') : t('groups.noMembersReason')
    return <EmptyState title={t('groups.noMembers')} reason={reason} />
  }
  return (
    <div className="flex h-full flex-col">
      {data && <Balance detail={data} />}
      <div className="min-h-0 flex-1">
        <DataTable
          label={t('groups.membersTable')}
          columns={columns}
          rowCount={members?.length ?? WAITING_ROWS}
          rowAt={rowAt}
          dimmed={error !== null}
        />
      </div>
    </div>
  )
}

/** From this share of the most burdened member over the mean on, work is not shared evenly. */
const UNEVEN = 1.5

function Balance({ detail }: { detail: GroupDetail }) {
  const { t } = useText()
  const { imbalance, assignor, groupEpoch, targetEpoch } = detail
  const parts = [
    ...(imbalance === null
      ? []
      : [
          t(imbalance > UNEVEN ? 'groups.uneven' : 'groups.even', {
            factor: imbalance.toFixed(1),
          }),
        ]),
    ...(assignor === null ? [] : [t('groups.assignorTip', { assignor })]),
    ...(groupEpoch === null
      ? []
      : [t('groups.epochs', { group: groupEpoch, target: targetEpoch ?? groupEpoch })]),
  ]
  if (parts.length === 0) return null
  return (
    <p className="flex h-8 shrink-0 items-center gap-4 border-hairline border-b px-3 text-ink-muted">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </p>
  )
}
