import { ChannelAxis } from '#charts/channel-axis.tsx'
import { ChannelGate } from '#charts/channel-gate.tsx'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import { ChannelLane } from '#charts/channel-lane.tsx'
import { gateShape } from '#charts/gate-geometry.ts'
import { toneOf } from '#charts/gate-tone.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { LagStateMark } from '../figures/lag-state-mark.tsx'
import { groupColour } from './reader-columns.tsx'
import type { RulerRow } from './ruler-rows.ts'

interface RulerColumnsInput {
  t: Translate
  scale: ChannelScale | null
  /** The group whose figures are shown and whose gates stand out. */
  looked: string | null
  read: (partition: number, offset: bigint) => void
}

type RulerColumn = Column<RulerRow>

/** One ruler a partition, with a gate for every group, and the figures of the one that is looked at. */
export function rulerColumns({ t, scale, looked, read }: RulerColumnsInput): readonly RulerColumn[] {
  const offset = (id: string, header: string, value: (row: RulerRow) => bigint | null): RulerColumn => ({
    id,
    header,
    track: '7rem',
    align: 'end',
    cell: (row) => <Figure value={value(row)?.toString() ?? null} format={formatCount} />,
  })
  return [
    {
      id: 'partition',
      header: t('groups.columnPartition'),
      track: '5rem',
      align: 'end',
      cell: ({ partition }) => <span className="font-mono">{partition}</span>,
    },
    offset('start', t('groups.columnStart'), ({ logStart }) => logStart),
    {
      id: 'ruler',
      header: scale ? (
        <ChannelAxis scale={scale} label={t('groups.columnChannel')} />
      ) : (
        t('groups.columnChannel')
      ),
      name: t('groups.columnChannel'),
      track: 'minmax(14rem, 1fr)',
      cell: (row) => scale && <Ruler row={row} scale={scale} looked={looked} t={t} onRead={read} />,
    },
    offset('end', t('groups.columnEnd'), ({ logEnd }) => logEnd),
    {
      id: 'committed',
      header: t('groups.columnCommitted'),
      headerTip: t('groups.ofLooked', { group: looked ?? '' }),
      track: '7rem',
      align: 'end',
      cell: ({ own }) =>
        own && <Figure value={own.committed} format={formatCount} reason={t('groups.neverCommitted')} />,
    },
    {
      id: 'lag',
      header: t('groups.columnLag'),
      headerTip: t('groups.ofLooked', { group: looked ?? '' }),
      track: '6rem',
      align: 'end',
      cell: ({ own }) => own && <Figure value={own.lag} format={formatCount} />,
    },
    {
      id: 'state',
      header: t('groups.columnState'),
      headerTip: t('groups.ofLooked', { group: looked ?? '' }),
      track: '8rem',
      cell: ({ own }) => own && <LagStateMark state={own.lagState} />,
    },
  ]
}

interface RulerProps {
  row: RulerRow
  scale: ChannelScale
  looked: string | null
  t: Translate
  onRead: (partition: number, offset: bigint) => void
}

function Ruler({ row, scale, looked, t, onRead }: RulerProps) {
  const { partition, logStart, logEnd, standings } = row
  const label =
    logStart === null || logEnd === null
      ? t('groups.laneUnknown', { partition })
      : t('groups.ruler', {
          partition,
          start: formatCount(logStart),
          end: formatCount(logEnd),
          n: standings.length,
        })
  // The one that is looked at is painted last, over all others.
  const painted = [...standings].sort((a, b) => Number(a.group === looked) - Number(b.group === looked))
  return (
    <ChannelLane
      lane={row}
      scale={scale}
      label={label}
      placeLabel={(offset) => t('groups.readFrom', { offset })}
      onPlace={(offset) => onRead(partition, offset)}
    >
      {painted.map(({ group, committed, lagState }) => {
        const shape = gateShape({ ...row, committed }, scale)
        return (
          shape && (
            <ChannelGate
              key={group}
              shape={shape}
              tone={toneOf(lagState)}
              colour={groupColour(group)}
              faded={looked !== null && group !== looked}
            />
          )
        )
      })}
    </ChannelLane>
  )
}
