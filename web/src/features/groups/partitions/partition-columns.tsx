import type { GroupMember, GroupPartition } from '@sluice/shared/groups'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { CauseBrief } from '../figures/cause-sentence.tsx'
import { EtaFigure, LossFigure, RateFigure } from '../figures/flow-figures.tsx'
import { LagStateMark } from '../figures/lag-state-mark.tsx'
import { TimeLagFigure } from '../figures/time-lag-figure.tsx'

type PartitionColumn = Column<GroupPartition>

interface PartitionColumnsInput {
  t: Translate
  members: readonly GroupMember[] | null
}

/** Everything that is known of a group's place in a partition. */
export function partitionColumns({ t, members }: PartitionColumnsInput): readonly PartitionColumn[] {
  return [...placeColumns(t), ...lagColumns(t), ...flowColumns(t), ...holderColumns(t, members)]
}

const OFFSETS = {
  committed: 'groups.columnCommitted',
  start: 'groups.columnStart',
  end: 'groups.columnEnd',
} as const

function offset(
  t: Translate,
  id: keyof typeof OFFSETS,
  value: (row: GroupPartition) => string | null,
): PartitionColumn {
  return {
    id,
    header: t(OFFSETS[id]),
    track: '7rem',
    align: 'end',
    sortable: id !== 'start',
    cell: (row) => (
      <Figure
        value={value(row)}
        format={formatCount}
        reason={row.fault?.message ?? (id === 'committed' ? t('groups.neverCommitted') : undefined)}
      />
    ),
  }
}

function placeColumns(t: Translate): PartitionColumn[] {
  return [
    {
      id: 'severity',
      header: t('groups.columnState'),
      track: '8rem',
      sortable: true,
      cell: ({ lagState }) => <LagStateMark state={lagState} />,
    },
    {
      id: 'place',
      header: t('groups.columnPartition'),
      track: 'minmax(13rem, 1fr)',
      sortable: true,
      cell: ({ topic, partition, hot }) => (
        <span className="flex min-w-0 items-center gap-2">
          <TopicMark topic={topic} />
          <span className="font-mono">{partition}</span>
          {hot && (
            <Badge tone="attention" tip={t('groups.hotTip')}>
              {t('groups.hot')}
            </Badge>
          )}
        </span>
      ),
    },
    {
      id: 'cause',
      header: t('groups.columnCause'),
      track: 'minmax(9rem, 1.4fr)',
      cell: ({ cause }) => <CauseBrief cause={cause} placed />,
    },
  ]
}

function lagColumns(t: Translate): PartitionColumn[] {
  return [
    {
      id: 'lag',
      header: t('groups.columnLag'),
      headerTip: t('groups.columnLagTip'),
      track: '6rem',
      align: 'end',
      sortable: true,
      cell: ({ lag, lagToEnd, lost, fault }) => (
        <Figure
          value={lag}
          format={formatCount}
          reason={fault?.message}
          tip={
            [
              ...(lagToEnd !== null && lagToEnd !== lag
                ? [t('groups.lagToEnd', { count: formatCount(lagToEnd) })]
                : []),
              ...(lost !== null && lost !== '0' ? [t('groups.lost', { count: formatCount(lost) })] : []),
            ].join('\n') || undefined
          }
        />
      ),
    },
    {
      id: 'time',
      header: t('groups.columnTime'),
      headerTip: t('groups.columnTimeTip'),
      track: '6.25rem',
      align: 'end',
      sortable: true,
      cell: ({ time }) => <TimeLagFigure time={time} />,
    },
    offset(t, 'committed', ({ committed }) => committed),
    offset(t, 'end', ({ logEnd }) => logEnd),
  ]
}

function flowColumns(t: Translate): PartitionColumn[] {
  return [
    {
      id: 'produceRate',
      header: t('groups.columnIn'),
      headerTip: t('groups.columnInTip'),
      track: '4.5rem',
      align: 'end',
      sortable: true,
      cell: ({ produceRate }) => <RateFigure rate={produceRate} />,
    },
    {
      id: 'commitRate',
      header: t('groups.columnOut'),
      headerTip: t('groups.columnOutTip'),
      track: '4.5rem',
      align: 'end',
      sortable: true,
      cell: ({ commitRate }) => <RateFigure rate={commitRate} />,
    },
    {
      id: 'eta',
      header: t('groups.columnEta'),
      headerTip: t('groups.columnEtaTip'),
      track: '6rem',
      align: 'end',
      cell: ({ eta, lagState }) => <EtaFigure eta={eta} lagState={lagState} />,
    },
    {
      id: 'timeToLoss',
      header: t('groups.columnLoss'),
      headerTip: t('groups.columnLossTip'),
      track: '5.5rem',
      align: 'end',
      sortable: true,
      cell: ({ timeToLossMs }) => <LossFigure ms={timeToLossMs} />,
    },
    {
      id: 'moved',
      header: t('groups.columnMoved'),
      headerTip: t('groups.columnMovedTip'),
      track: '6.5rem',
      align: 'end',
      sortable: true,
      cell: ({ movedAt }) =>
        movedAt === null ? (
          <Figure value={null} format={String} reason={t('groups.neverMoved')} />
        ) : (
          <TimeAgo at={movedAt} />
        ),
    },
  ]
}

function holderColumns(t: Translate, members: readonly GroupMember[] | null): PartitionColumn[] {
  const byId = new Map(members?.map((member) => [member.memberId, member]))
  return [
    {
      id: 'member',
      header: t('groups.columnMember'),
      track: 'minmax(8rem, 12rem)',
      sortable: true,
      cell: ({ memberId }) => {
        if (memberId === null) return <span className="text-ink-faint">{t('groups.unassigned')}</span>
        const member = byId.get(memberId)
        return (
          <span className="font-mono" data-tip={`${memberId}${member ? `\n${member.host}` : ''}`}>
            {member?.clientId ?? memberId}
          </span>
        )
      },
    },
    offset(t, 'start', ({ logStart }) => logStart),
  ]
}
