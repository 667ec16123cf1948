import type { TopicPartition } from '@sluice/shared/topics'
import { ChannelAxis } from '#charts/channel-axis.tsx'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { StateMark } from '#ui/state-mark.tsx'
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

type PartitionColumn = Column<TopicPartition>

/** The columns around the lane: who holds the partition at its left, what it holds at its right. */
export function partitionColumns(input: PartitionColumnsInput): readonly PartitionColumn[] {
  return [...holderColumns(input.t), ...logColumns(input), ...contentColumns(input.t)]
}

function holderColumns(t: Translate): PartitionColumn[] {
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
  ]
}

/** The log from its start, over the lane, to its end. */
function logColumns({ t, scale, read }: PartitionColumnsInput): PartitionColumn[] {
  const track = offsetTrack(scale)
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
      id: 'start',
      header: t('topics.logStart'),
      track,
      align: 'end',
      cell: (row) =>
        offsetLink(row, row.logStart, 'oldest', t('topics.readFromStart', { offset: row.logStart ?? '' })),
    },
    {
      id: 'channel',
      header: scale ? <ChannelAxis scale={scale} label={t('topics.channel')} /> : t('topics.channel'),
      headerTip: t('topics.channelTip'),
      track: 'minmax(14rem, 1fr)',
      cell: (row) => scale && <PartitionLane partition={row} scale={scale} onRead={read} />,
    },
    {
      id: 'end',
      header: t('topics.logEnd'),
      headerTip: t('topics.logEndTip'),
      track,
      align: 'end',
      cell: (row) => (
        <span className="flex items-center justify-end gap-2">
          {hasOpenTransaction(row) && <OpenTransaction label={t('topics.laneOpen')} />}
          {offsetLink(row, row.logEnd, 'newest:100', t('topics.readNewest'))}
        </span>
      ),
    },
  ]
}

function contentColumns(t: Translate): PartitionColumn[] {
  return [
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
  const digits = (scale?.to ?? 0n).toString().length
  const separators = Math.floor((digits - 1) / 3)
  return `${Math.max(6.5, 2.25 + digits * 0.5 + separators * 0.2)}rem`
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
      onClick={onRead}
      className="tabular-nums hover:text-accent hover:underline"
    >
      {formatCount(offset)}
      <span className="sr-only"> {label}</span>
    </button>
  )
}

const hasOpenTransaction = ({ lastStable, logEnd }: TopicPartition): boolean =>
  lastStable !== null && logEnd !== null && BigInt(lastStable) < BigInt(logEnd)

function OpenTransaction({ label }: { label: string }) {
  return (
    <span data-tip={label}>
      <StateMark tone="attention" />
      <span className="sr-only">{label}</span>
    </span>
  )
}
