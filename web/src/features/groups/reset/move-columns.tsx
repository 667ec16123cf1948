import type { MoveRow } from '@sluice/shared/groups-reset'
import { Link } from '@tanstack/react-router'
import { MoveLane } from '#charts/move-lane.tsx'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { writeRecordPlace } from '../one/record-place.ts'
import type { ShownRow } from './move-table.ts'
import { recordWords, remarkWords, timeWords } from './move-words.ts'

interface MoveColumnsInput {
  t: Translate
  cluster: string
  group: string
  zone: string
}

/** The lanes and, in the same rows, everything that they show in figures. */
export function moveColumns({ t, cluster, group, zone }: MoveColumnsInput): readonly Column<ShownRow>[] {
  return [
    {
      id: 'topic',
      header: t('moving.columnTopic'),
      track: 'minmax(10rem, 15rem)',
      cell: ({ row }) => <TopicMark topic={row.topic} keepEnd />,
    },
    {
      id: 'partition',
      header: t('moving.columnPartition'),
      track: '4.25rem',
      align: 'end',
      cell: ({ row }) => <span className="font-mono">{row.partition}</span>,
    },
    {
      id: 'from',
      header: t('moving.columnFrom'),
      track: '5.25rem',
      align: 'end',
      cell: ({ row }) => <Figure value={row.from} format={formatCount} reason={t('moving.flag_no_commit')} />,
    },
    {
      id: 'to',
      header: t('moving.columnTo'),
      track: '5.25rem',
      align: 'end',
      cell: ({ row }) => <NewPlace row={row} t={t} />,
    },
    {
      id: 'channel',
      header: t('moving.columnChannel'),
      headerTip: t('moving.columnChannelTip'),
      track: 'minmax(7rem, 1fr)',
      cell: ({ row, lane, scale }) =>
        scale && <MoveLane lane={lane} scale={scale} label={laneWords(row, t)} />,
    },
    {
      id: 'effect',
      header: t('moving.columnEffect'),
      headerTip: t('moving.columnEffectTip'),
      track: '12.75rem',
      cell: ({ row }) => <Effect row={row} t={t} />,
    },
    {
      id: 'remark',
      header: t('moving.columnRemark'),
      track: 'minmax(10rem, 16rem)',
      cell: ({ row }) => <Remark row={row} t={t} />,
    },
    {
      id: 'span',
      header: t('moving.columnSpan'),
      headerTip: t('moving.columnSpanTip'),
      track: '18.5rem',
      cell: ({ row }) => <Span row={row} zone={zone} />,
    },
    {
      id: 'next',
      header: t('moving.columnNext'),
      headerTip: t('moving.columnNextTip'),
      track: 'minmax(7rem, 14rem)',
      cell: ({ row }) => <Next row={row} cluster={cluster} group={group} zone={zone} t={t} />,
    },
  ]
}

function NewPlace({ row, t }: { row: MoveRow; t: Translate }) {
  if (row.act === 'forget') return <span className="text-ink-muted">{t('moving.nowhere')}</span>
  if (row.act === 'none' && row.fault === null) return null
  const asked = row.asked === null || row.asked === row.to ? undefined : formatCount(row.asked)
  return (
    <span className={row.act === 'move' ? 'font-semibold' : 'text-ink-muted'} data-tip={asked}>
      <Figure value={row.to} format={formatCount} reason={row.fault?.message} />
    </span>
  )
}

function Effect({ row, t }: { row: MoveRow; t: Translate }) {
  const { act, rereads, skips, atMost, from } = row
  if (act === 'none') return <span className="text-ink-muted">{t('moving.effectNone')}</span>
  if (act === 'keep') return <span className="text-ink-muted">{t('moving.effectSame')}</span>
  if (act === 'forget') return t('moving.effectForget')
  if (from === null) return t('moving.effectFirst')
  if (skips !== '0')
    return (
      <span className="flex items-center gap-1.5">
        <StateMark tone="attention" />
        {t('moving.effectSkips', { records: recordWords(skips, atMost, t) })}
      </span>
    )
  if (rereads === '0') return <span className="text-ink-muted">{t('moving.effectNothing')}</span>
  return t('moving.effectRereads', { records: recordWords(rereads, atMost, t) })
}

/** `2026-11-21 `: what is not said twice of two times of one day. */
const DATE = 11

function Span({ row, zone }: { row: MoveRow; zone: string }) {
  const [from, to] = [timeWords(row.first, zone), timeWords(row.last, zone)]
  if (from === null && to === null) return null
  return (
    <span className="truncate text-meta tabular-nums">
      {from ?? '…'} –{' '}
      {to !== null && from?.slice(0, DATE) === to.slice(0, DATE) ? to.slice(DATE) : (to ?? '…')}
    </span>
  )
}

interface NextProps {
  row: MoveRow
  cluster: string
  group: string
  zone: string
  t: Translate
}

function Next({ row: { topic, partition, record }, cluster, group, zone, t }: NextProps) {
  if (record === null) return null
  const { key, timestamp, offset } = record
  return (
    <Link
      to="/clusters/$cluster/groups/$group/move"
      params={{ cluster, group }}
      search={(now) => ({ ...now, record: writeRecordPlace({ topic, partition, offset }) })}
      data-tip={`${t('moving.openRecord')} · ${timeWords(timestamp, zone) ?? ''}`}
      className="truncate font-mono text-meta hover:text-accent hover:underline"
    >
      {key === null ? <span className="text-ink-faint">{t('moving.noKey')}</span> : key.data.slice(0, 80)}
    </Link>
  )
}

function Remark({ row, t }: { row: MoveRow; t: Translate }) {
  const words = row.fault === null ? remarkWords(row, t) : [row.fault.message]
  if (words.length === 0) return null
  const text = words.join(' · ')
  return (
    <span data-tip={text} className="flex items-center gap-1.5 truncate text-meta">
      <StateMark tone={row.fault !== null || row.flags.includes('lost') ? 'trouble' : 'attention'} />
      <span className="truncate">{text}</span>
    </span>
  )
}

function laneWords({ partition, from, to, logStart, logEnd }: MoveRow, t: Translate): string {
  if (logStart === null || logEnd === null) return t('moving.laneUnknown', { partition })
  const place = (offset: string | null) => (offset === null ? t('moving.nowhere') : formatCount(offset))
  return t('moving.lane', {
    partition,
    from: place(from),
    to: place(to),
    start: formatCount(logStart),
    end: formatCount(logEnd),
  })
}
