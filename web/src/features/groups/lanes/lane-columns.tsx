import { ChevronDown, ChevronRight } from 'lucide-react'
import { ChannelAxis } from '#charts/channel-axis.tsx'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { CauseBrief } from '../figures/cause-sentence.tsx'
import { LagStateMark } from '../figures/lag-state-mark.tsx'
import { TimeLagFigure } from '../figures/time-lag-figure.tsx'
import { GatedLaneView } from './gated-lane-view.tsx'
import type { LaneRow, TopicRow } from './lane-rows.ts'

interface LaneColumnsInput {
  t: Translate
  fold: (topic: string) => void
  read: (topic: string, partition: number, offset: string) => void
}

type Row = TopicRow | LaneRow
type LaneColumn = Column<Row>

/** A topic's row bears the scale of the lanes below it; a lane's row its gate. */
export function laneColumns({ t, fold, read }: LaneColumnsInput): readonly LaneColumn[] {
  return [
    {
      id: 'place',
      header: t('groups.columnPartition'),
      track: 'minmax(14rem, 1.2fr)',
      cell: (row) =>
        row.kind === 'topic' ? (
          <TopicToggle row={row} t={t} onFold={fold} />
        ) : (
          <span className="pl-6 font-mono">{row.partition.partition}</span>
        ),
    },
    {
      id: 'state',
      header: t('groups.columnState'),
      track: '7.5rem',
      cell: (row) => <LagStateMark state={row.kind === 'topic' ? row.state : row.partition.lagState} />,
    },
    {
      id: 'committed',
      header: t('groups.columnCommitted'),
      headerTip: t('groups.columnCommittedTip'),
      track: '6.5rem',
      align: 'end',
      cell: (row) => row.kind === 'lane' && <Committed row={row} t={t} />,
    },
    {
      id: 'channel',
      header: t('groups.columnChannel'),
      headerTip: t('groups.columnChannelTip'),
      track: 'minmax(12rem, 3.2fr)',
      cell: (row) => {
        if (row.scale === null) return null
        if (row.kind === 'lane')
          return <GatedLaneView partition={row.partition} scale={row.scale} onRead={read} />
        return row.open && <ChannelAxis scale={row.scale} label={t('groups.columnChannel')} />
      },
    },
    {
      id: 'end',
      header: t('groups.columnEnd'),
      track: '6.5rem',
      align: 'end',
      cell: (row) =>
        row.kind === 'lane' && (
          <Figure value={row.partition.logEnd} format={formatCount} reason={row.partition.fault?.message} />
        ),
    },
    {
      id: 'lag',
      header: t('groups.columnLag'),
      headerTip: t('groups.columnLagTip'),
      track: '5.5rem',
      align: 'end',
      cell: (row) =>
        row.kind === 'lane' ? (
          <Figure value={row.partition.lag} format={formatCount} reason={row.partition.fault?.message} />
        ) : (
          <Figure
            value={row.lag?.toString() ?? null}
            format={formatCount}
            mark={row.unknown > 0 ? '≥' : undefined}
            tip={row.unknown > 0 ? t('groups.unknownPartitions', { n: row.unknown }) : undefined}
          />
        ),
    },
    {
      id: 'time',
      header: t('groups.columnTime'),
      headerTip: t('groups.columnTimeTip'),
      track: '5.75rem',
      align: 'end',
      cell: (row) => row.kind === 'lane' && <TimeLagFigure time={row.partition.time} />,
    },
    {
      id: 'cause',
      header: t('groups.columnCause'),
      track: 'minmax(10rem, 1.4fr)',
      cell: (row) => row.kind === 'lane' && <CauseBrief cause={row.partition.cause} placed />,
    },
  ]
}

function TopicToggle({ row, t, onFold }: { row: TopicRow; t: Translate; onFold: (topic: string) => void }) {
  const Arrow = row.open ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={row.open}
      onClick={() => onFold(row.topic)}
      className="flex w-full min-w-0 items-center gap-1 font-medium"
    >
      <Arrow aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
      <TopicMark topic={row.topic} />
      <span className="shrink-0 font-normal text-ink-faint text-meta">
        {formatCount(row.partitions)}
        <span className="sr-only"> {t('groups.factPartitions', { n: row.partitions })}</span>
      </span>
    </button>
  )
}

/** Where the group stands, or that it does not yet. */
function Committed({ row: { partition }, t }: { row: LaneRow; t: Translate }) {
  return (
    <Figure
      value={partition.committed}
      format={formatCount}
      tip={partition.committed === null ? undefined : t('groups.stuckTip')}
      reason={partition.fault?.message ?? t('groups.neverCommitted')}
    />
  )
}
