import type { TopicPartition } from '@sluice/shared/topics'
import { ChannelAxis } from '#charts/channel-axis.tsx'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { PartitionLane } from './partition-lane.tsx'
import { PartitionReplicas, PartitionState } from './partition-state.tsx'
import { messagesOf } from './topic-totals.ts'

interface PartitionColumnsInput {
  t: Translate
  scale: ChannelScale | null
  read: (partition: number, from: string) => void
}

const reasonOf = ({ faults }: TopicPartition): string | undefined =>
  faults.map(({ message }) => message).join('\n') || undefined

/** The columns around the lane: who holds the partition at its left, what it holds at its right. */
export function partitionColumns({
  t,
  scale,
  read,
}: PartitionColumnsInput): readonly Column<TopicPartition>[] {
  const offsets = offsetTrack(scale)
  const offsetLink = (row: TopicPartition, offset: string | null, from: string, label: string) => (
    <OffsetLink
      offset={offset}
      reason={reasonOf(row)}
      label={label}
      onRead={() => read(row.partition, from)}
    />
  )
  return [
    {
      id: 'partition',
      header: t('topics.partition'),
      track: '5rem',
      align: 'end',
      cell: (row) => <span className="font-mono">{row.partition}</span>,
    },
    {
      id: 'leader',
      header: t('topics.leader'),
      track: '4.5rem',
      align: 'end',
      cell: (row) => (
        <Figure value={row.leader?.toString() ?? null} format={String} reason={t('topics.noLeader')} />
      ),
    },
    {
      id: 'replicas',
      header: t('topics.replicas'),
      headerTip: t('topics.replicasTip'),
      track: '6rem',
      cell: (row) => <PartitionReplicas partition={row} />,
    },
    {
      id: 'start',
      header: t('topics.logStart'),
      track: offsets,
      align: 'end',
      cell: (row) =>
        offsetLink(row, row.logStart, 'oldest', t('topics.readFromStart', { offset: row.logStart ?? '' })),
    },
    {
      id: 'channel',
      header: scale ? <ChannelAxis scale={scale} /> : t('topics.channel'),
      headerTip: `${t('topics.channel')}. ${t('topics.channelTip')}`,
      track: 'minmax(14rem, 1fr)',
      cell: (row) => scale && <PartitionLane partition={row} scale={scale} onRead={read} />,
    },
    {
      id: 'end',
      header: t('topics.logEnd'),
      headerTip: t('topics.logEndTip'),
      track: offsets,
      cell: (row) => offsetLink(row, row.logEnd, 'newest:100', t('topics.readNewest')),
    },
    {
      id: 'messages',
      header: t('topics.messages'),
      track: '6.5rem',
      align: 'end',
      cell: (row) => <Figure value={messagesOf(row)} format={formatCount} reason={reasonOf(row)} />,
    },
    {
      id: 'bytes',
      header: t('topics.size'),
      headerTip: t('topics.sizeTip'),
      track: '5.5rem',
      align: 'end',
      cell: (row) => <Figure value={row.bytes} format={formatBytes} reason={reasonOf(row)} />,
    },
    {
      id: 'state',
      header: t('topics.health'),
      track: '9rem',
      cell: (row) => <PartitionState partition={row} />,
    },
  ]
}

/** Wide enough for the longest offset: one that is cut off would be another offset. */
function offsetTrack(scale: ChannelScale | null): string {
  const characters = formatCount(scale?.to ?? 0n).length
  return `${Math.max(6.5, 1.25 + characters * 0.5)}rem`
}

interface OffsetLinkProps {
  offset: string | null
  reason: string | undefined
  label: string
  onRead: () => void
}

function OffsetLink({ offset, reason, label, onRead }: OffsetLinkProps) {
  if (offset === null) return <Figure value={null} format={String} reason={reason} />
  return (
    <button
      type="button"
      data-tip={label}
      aria-label={label}
      onClick={onRead}
      className="tabular-nums hover:text-accent hover:underline"
    >
      {formatCount(offset)}
    </button>
  )
}
