import type { ReplayLane } from '@sluice/shared/replay-job'
import { ChannelGate } from '#charts/channel-gate.tsx'
import { ChannelLane } from '#charts/channel-lane.tsx'
import { gateShape } from '#charts/gate-geometry.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { drawnLane, laneLeft, laneScale } from './lane-progress.ts'

interface LaneColumnsInput {
  t: Translate
  zone: string
  /** Topics of the source are told apart. */
  several: boolean
  dry: boolean
  open: (topic: string, partition: number, offset: string) => void
}

const GAPS_NAMED = 12

/** Source partitions, each a channel with the checkpoint as its gate. */
export function laneColumns(input: LaneColumnsInput): readonly Column<ReplayLane>[] {
  const { t, zone, several, dry } = input
  const count = (id: 'written' | 'filtered' | 'skipped' | 'failed', header: string): Column<ReplayLane> => ({
    id,
    header,
    track: '5rem',
    align: 'end',
    cell: (lane) => <Counted lane={lane} which={id} />,
  })
  return [
    {
      id: 'place',
      header: t('replays.lanePartition'),
      track: several ? 'minmax(10rem, 1fr)' : '5rem',
      cell: ({ topic, partition }) => (
        <span className="flex min-w-0 items-center gap-2 font-mono">
          {several && <TopicMark topic={topic} />}
          <span className="shrink-0">{partition}</span>
        </span>
      ),
    },
    {
      id: 'channel',
      header: t('replays.laneChannel'),
      headerTip: t('replays.laneChannelTip'),
      track: 'minmax(9rem, 2.4fr)',
      cell: (lane) => <Channel lane={lane} {...input} />,
    },
    {
      id: 'next',
      header: t('replays.laneNext'),
      headerTip: t('replays.laneNextTip'),
      track: '6.5rem',
      align: 'end',
      cell: ({ next }) => <span className="font-medium">{formatCount(next)}</span>,
    },
    {
      id: 'to',
      header: t('replays.laneTo'),
      track: '6.5rem',
      align: 'end',
      cell: ({ to }) => formatCount(to),
    },
    {
      id: 'left',
      header: t('replays.laneLeft'),
      track: '5.5rem',
      align: 'end',
      cell: (lane) => formatCount(laneLeft(lane)),
    },
    count('written', t(dry ? 'replays.laneWouldWrite' : 'replays.columnWritten')),
    count('filtered', t('replays.laneFiltered')),
    count('skipped', t('replays.laneSkipped')),
    count('failed', t('replays.laneFailed')),
    {
      id: 'event',
      header: t('replays.laneEvent'),
      track: '11rem',
      align: 'end',
      cell: ({ eventTime }) => <EventTime at={eventTime} zone={zone} />,
    },
    {
      id: 'gaps',
      header: t('replays.laneGaps'),
      track: '5rem',
      cell: (lane) => <Gaps lane={lane} t={t} />,
    },
  ]
}

function Channel({ lane, t, open }: { lane: ReplayLane } & Pick<LaneColumnsInput, 't' | 'open'>) {
  const scale = laneScale(lane)
  const drawn = drawnLane(lane)
  const shape = gateShape(drawn, scale)
  return (
    <ChannelLane
      lane={drawn}
      scale={scale}
      label={t('replays.laneWords', {
        partition: lane.partition,
        next: formatCount(lane.next),
        from: formatCount(lane.from),
        to: formatCount(lane.to),
      })}
      placeLabel={(offset) => t('replays.laneOpen', { offset })}
      onPlace={(offset) => open(lane.topic, lane.partition, offset.toString())}
    >
      {shape && <ChannelGate shape={shape} tone={lane.gaps.length > 0 ? 'attention' : 'ok'} alone />}
    </ChannelLane>
  )
}

function Counted({
  lane,
  which,
}: {
  lane: ReplayLane
  which: 'written' | 'filtered' | 'skipped' | 'failed'
}) {
  const value = lane[which]
  const look = value === '0' ? 'text-ink-faint' : which === 'failed' ? 'text-trouble' : ''
  return (
    <span className={look} data-tip={which === 'written' ? formatBytes(lane.bytes) : undefined}>
      {formatCount(value)}
    </span>
  )
}

function EventTime({ at, zone }: { at: ReplayLane['eventTime']; zone: string }) {
  const instant = at === null ? null : formatInstant(Number(at), zone)
  if (at !== null && instant === null) return <span className="font-mono">{String(at)}</span>
  return (
    <Figure
      value={instant && `${instant.date} ${instant.time.slice(0, 8)}`}
      format={(text) => text}
      tip={instant ? `${instant.time} ${instant.offset}` : undefined}
    />
  )
}

function Gaps({ lane: { gaps }, t }: { lane: ReplayLane; t: Translate }) {
  if (gaps.length === 0) return null
  const named = gaps
    .slice(0, GAPS_NAMED)
    .map(({ from, to }) => t('replays.laneGap', { from: formatCount(from), to: formatCount(to) }))
  const words = [
    ...named,
    ...(gaps.length > GAPS_NAMED ? [t('replays.laneGapsMore', { n: gaps.length - GAPS_NAMED })] : []),
  ].join('\n')
  return (
    <span data-tip={words} className="inline-flex items-center gap-1.5">
      <StateMark tone="attention" />
      {formatCount(gaps.length)}
      <span className="sr-only">{words}</span>
    </span>
  )
}
