import type { GroupMember } from '@sluice/shared/groups'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { partitionRanges } from './partition-ranges.ts'

type MemberColumn = Column<GroupMember>
type Assigned = GroupMember['assigned']

/** Who reads, what each has, and how much of the lag is its own. */
export function memberColumns(members: readonly GroupMember[], t: Translate): readonly MemberColumn[] {
  const all = members.reduce((sum, { lag }) => sum + BigInt(lag ?? 0), 0n)
  const has = (what: (member: GroupMember) => unknown) => members.some((member) => what(member) !== null)
  return [
    ...nameColumns(t),
    ...(has(({ instanceId }) => instanceId)
      ? [textColumn('instance', t('groups.columnInstance'), ({ instanceId }) => instanceId)]
      : []),
    ...(has(({ rack }) => rack) ? [textColumn('rack', t('groups.columnRack'), ({ rack }) => rack)] : []),
    ...(has(({ epoch }) => epoch)
      ? [
          {
            ...textColumn('epoch', t('groups.columnEpoch'), ({ epoch }) => epoch?.toString() ?? null),
            align: 'end' as const,
            track: '5rem',
          },
        ]
      : []),
    {
      id: 'assigned',
      header: t('groups.columnAssigned'),
      track: 'minmax(17rem, 3fr)',
      cell: ({ assigned, target }) => <Assignment assigned={assigned} target={target} t={t} />,
    },
    {
      id: 'count',
      header: t('groups.columnPartitions'),
      track: '5.5rem',
      align: 'end',
      cell: ({ assigned }) =>
        formatCount(assigned.reduce((sum, { partitions }) => sum + partitions.length, 0)),
    },
    {
      id: 'lag',
      header: t('groups.columnLag'),
      track: '6.5rem',
      align: 'end',
      cell: ({ lag }) => <Figure value={lag} format={formatCount} />,
    },
    {
      id: 'share',
      header: t('groups.columnShare'),
      headerTip: t('groups.columnShareTip'),
      track: '9rem',
      cell: ({ lag }) => lag !== null && <Share part={BigInt(lag)} all={all} />,
    },
  ]
}

function nameColumns(t: Translate): MemberColumn[] {
  return [
    {
      id: 'client',
      header: t('groups.columnClient'),
      track: 'minmax(9rem, 1fr)',
      cell: ({ clientId, memberId }) => (
        <span className="font-mono" data-tip={memberId}>
          {clientId}
        </span>
      ),
    },
    {
      id: 'host',
      header: t('groups.columnHost'),
      track: '7.5rem',
      cell: ({ host }) => <span className="font-mono text-ink-muted">{host.replace(/^\//, '')}</span>,
    },
  ]
}

function textColumn(id: string, header: string, value: (member: GroupMember) => string | null): MemberColumn {
  return {
    id,
    header,
    track: 'minmax(5rem, 0.7fr)',
    cell: (member) => <span className="font-mono text-ink-muted">{value(member) ?? '—'}</span>,
  }
}

function Assignment({ assigned, target, t }: { assigned: Assigned; target: Assigned | null; t: Translate }) {
  const moves = target !== null && written(target) !== written(assigned)
  return (
    <span
      className="flex min-w-0 items-center gap-3"
      data-tip={moves && target ? `→ ${written(target)}` : written(assigned)}
    >
      {assigned.length === 0 && <span className="text-ink-faint">{t('groups.nothingAssigned')}</span>}
      {assigned.map(({ topic, partitions }) => (
        <span key={topic} className="inline-flex min-w-0 items-center gap-1.5">
          <TopicMark topic={topic} keepEnd />
          <span className="font-mono text-meta">{partitionRanges(partitions)}</span>
        </span>
      ))}
      {moves && <span className="text-attention text-meta">{t('groups.movesTo')}</span>}
    </span>
  )
}

const written = (assigned: Assigned): string =>
  [...assigned]
    .sort((a, b) => (a.topic < b.topic ? -1 : 1))
    .map(({ topic, partitions }) => `${topic} ${partitionRanges(partitions)}`)
    .join('\n')

function Share({ part, all }: { part: bigint; all: bigint }) {
  const percent = all === 0n ? 0 : Number((part * 1000n) / all) / 10
  return (
    <span className="flex items-center gap-2">
      <span className="h-2 flex-1 rounded-sm bg-channel-bed">
        <span className="block h-2 rounded-sm bg-water" style={{ width: `${percent}%` }} />
      </span>
      <span className="w-12 text-right text-ink-muted tabular-nums">
        {percent.toFixed(percent < 10 ? 1 : 0)} %
      </span>
    </span>
  )
}
