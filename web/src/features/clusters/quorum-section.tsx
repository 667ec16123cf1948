import type { Quorum } from '@sluice/shared/clusters'
import type { Maybe } from '@sluice/shared/errors'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Section } from '#ui/section.tsx'
import { type StaticColumn, StaticTable } from '#ui/static-table.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { Unavailable } from './unavailable.tsx'

type Member = Quorum['voters'][number] & { role: 'leader' | 'voter' | 'observer' }

/** Who keeps the cluster's metadata, and how far each member is behind. */
export function QuorumSection({ quorum }: { quorum: Maybe<Quorum> }) {
  const { t } = useText()
  if (!quorum.available) {
    return (
      <Section title={t('clusters.quorum')}>
        <Unavailable title={t('clusters.quorumUnavailable')} fault={quorum.fault} />
      </Section>
    )
  }
  const { value } = quorum
  const aside = t('clusters.quorumEpoch', {
    epoch: formatCount(value.leaderEpoch),
    watermark: formatCount(value.highWatermark),
  })
  return (
    <Section title={t('clusters.quorum')} aside={aside}>
      <QuorumTable members={membersOf(value)} />
    </Section>
  )
}

function membersOf({ leaderId, voters, observers }: Quorum): Member[] {
  return [
    ...voters.map((voter) => ({
      ...voter,
      role: voter.id === leaderId ? ('leader' as const) : ('voter' as const),
    })),
    ...observers.map((observer) => ({ ...observer, role: 'observer' as const })),
  ]
}

function QuorumTable({ members }: { members: readonly Member[] }) {
  const { t } = useText()
  const roles = {
    leader: t('clusters.quorumLeader'),
    voter: t('clusters.quorumVoter'),
    observer: t('clusters.quorumObserver'),
  }
  const columns: StaticColumn<Member>[] = [
    { id: 'id', header: t('clusters.quorumNode'), mono: true, cell: ({ id }) => id },
    { id: 'role', header: t('clusters.role'), cell: ({ role }) => roles[role] },
    {
      id: 'end',
      header: t('clusters.quorumLogEnd'),
      align: 'end',
      cell: ({ logEndOffset }) => formatCount(logEndOffset),
    },
    {
      id: 'lag',
      header: t('clusters.quorumLag'),
      headerTip: t('clusters.quorumLagTip'),
      align: 'end',
      cell: ({ lag }) => formatCount(lag),
    },
    {
      id: 'caughtUp',
      header: t('clusters.quorumCaughtUp'),
      align: 'end',
      cell: ({ lastCaughtUpAt }) =>
        lastCaughtUpAt === null ? (
          <span data-tip={t('clusters.notTold')} className="text-unknown">
            <span aria-hidden="true">—</span>
            <span className="sr-only">{t('clusters.notTold')}</span>
          </span>
        ) : (
          <TimeAgo at={lastCaughtUpAt} />
        ),
    },
  ]
  return (
    <StaticTable
      label={t('clusters.quorumTable')}
      columns={columns}
      rows={members}
      rowKey={({ id, role }) => `${role} ${id}`}
    />
  )
}
