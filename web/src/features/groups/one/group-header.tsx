import type { GroupDetail } from '@sluice/shared/groups'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Badge } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { CollectorLine } from '../figures/collector-line.tsx'
import { groupQuery } from '../groups.queries.ts'
import { GroupStatus } from './group-status.tsx'

interface GroupHeaderProps {
  cluster: string
  group: string
  /** Whether cycles are told as they end. */
  live: boolean
  /** The ways to look at the group, between its id and what can be done with it. */
  children: ReactNode
  /** What can be done with the group. */
  actions: ReactNode
}

/** What the group is and how it stands: its id and views in one line, its state as a sentence with its figures below. */
export function GroupHeader({ cluster, group, live, children, actions }: GroupHeaderProps) {
  const { t } = useText()
  const { data, isError } = useQuery(groupQuery(cluster, group))
  return (
    <header className="shrink-0 border-hairline border-b">
      <div className="flex h-9 items-center gap-3 overflow-hidden px-3">
        <nav aria-label={t('groups.title')} className="shrink-0 text-ink-muted">
          <Link
            to="/clusters/$cluster/groups"
            params={{ cluster }}
            className="hover:text-accent hover:underline"
          >
            {t('groups.title')}
          </Link>
          <span aria-hidden="true" className="pl-2 text-ink-faint">
            /
          </span>
        </nav>
        <span className="flex min-w-24 items-center gap-1">
          <h1
            data-tip={group.length > 40 ? group.slice(0, 600) : undefined}
            className="min-w-0 truncate font-mono font-semibold text-title"
          >
            {group === '' ? <span className="text-ink-faint italic">{t('groups.emptyId')}</span> : group}
          </h1>
          <CopyButton text={group} label={t('groups.copyId')} />
        </span>
        {children}
        <span className="ml-auto flex shrink-0 items-center gap-3">
          {data && <Kinds detail={data} />}
          {data && <CollectorLine health={data.collector} live={live} />}
          {actions}
        </span>
      </div>
      {data ? (
        <GroupStatus detail={data} />
      ) : (
        !isError && (
          <p className="flex h-8 items-center px-3">
            <Skeleton className="w-96" />
          </p>
        )
      )}
    </header>
  )
}

function Kinds({ detail: { summary, assignor } }: { detail: GroupDetail }) {
  const { t } = useText()
  const { type, state, protocolType, standalone } = summary
  return (
    <span className="flex items-center gap-1.5 max-xl:hidden">
      <Badge tip={t(`groups.kindTip${type}`)}>{t(`groups.kind${type}`)}</Badge>
      {protocolType !== '' && protocolType !== 'consumer' && protocolType !== type && (
        <Badge tip={t('groups.protocolTip')}>{protocolType}</Badge>
      )}
      <Badge tip={assignor === null ? t('groups.columnKafkaTip') : t('groups.assignorTip', { assignor })}>
        {state}
      </Badge>
      {standalone && <Badge tip={t('groups.standaloneTip')}>{t('groups.standalone')}</Badge>}
    </span>
  )
}
