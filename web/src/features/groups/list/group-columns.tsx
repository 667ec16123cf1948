import type { GroupSummary } from '@sluice/shared/groups'
import { Link } from '@tanstack/react-router'
import { Sparkline } from '#charts/sparkline.tsx'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { CauseBrief } from '../figures/cause-sentence.tsx'
import { lagTip } from '../figures/figure-words.ts'
import { EtaFigure, LossFigure, RateFigure } from '../figures/flow-figures.tsx'
import { LagStateMark } from '../figures/lag-state-mark.tsx'
import { TimeLagFigure } from '../figures/time-lag-figure.tsx'

type GroupColumn = Column<GroupSummary>

/** The columns of the list of groups: what is the matter at the left, how far and until when at the right. */
export function groupColumns(
  cluster: string,
  t: Translate,
  room: { kind: boolean; kafka: boolean },
): readonly GroupColumn[] {
  const columns = [
    ...whoColumns(cluster, t, room.kind),
    ...lagColumns(t),
    ...flowColumns(t),
    ...kafkaColumns(t),
  ]
  // Kafka's own words are the first to make room: the state of the lag already says what matters of them.
  return columns.filter(({ id }) => {
    if (id === 'kafka') return room.kafka
    return room.kind || (id !== 'kind' && id !== 'members')
  })
}

function whoColumns(cluster: string, t: Translate, kindColumn: boolean): GroupColumn[] {
  return [
    {
      id: 'severity',
      header: t('groups.columnState'),
      track: '8rem',
      sortable: true,
      cell: ({ lagState }) => <LagStateMark state={lagState} />,
    },
    {
      id: 'group',
      header: t('groups.columnGroup'),
      track: 'minmax(10rem, 1.7fr)',
      sortable: true,
      cell: (row) => (
        <GroupName cluster={cluster} row={row} kind={!kindColumn && UNUSUAL.has(row.type)} t={t} />
      ),
    },
    {
      id: 'cause',
      header: t('groups.columnCause'),
      track: 'minmax(12rem, 2fr)',
      cell: ({ cause }) => <CauseBrief cause={cause} />,
    },
  ]
}

function lagColumns(t: Translate): GroupColumn[] {
  return [
    {
      id: 'lag',
      header: t('groups.columnLag'),
      headerTip: t('groups.columnLagTip'),
      track: '6rem',
      align: 'end',
      sortable: true,
      cell: (row) => (
        <Figure
          value={row.lag}
          format={formatCount}
          mark={row.unknownPartitions > 0 ? '≥' : undefined}
          tip={lagTip(row, t) ?? undefined}
          reason={row.cause.fault?.message}
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
    {
      id: 'trend',
      header: t('groups.columnTrend'),
      headerTip: t('groups.columnTrendTip'),
      track: '4rem',
      cell: ({ trend }) => <Trend trend={trend} t={t} />,
    },
  ]
}

function flowColumns(t: Translate): GroupColumn[] {
  return [
    {
      id: 'commitRate',
      header: t('groups.columnRates'),
      headerTip: t('groups.columnRatesTip'),
      track: '6.5rem',
      align: 'end',
      sortable: true,
      cell: ({ produceRate, commitRate }) => (
        <>
          <RateFigure rate={produceRate} />
          <span className="px-1 text-ink-faint">/</span>
          <RateFigure rate={commitRate} />
        </>
      ),
    },
    {
      id: 'eta',
      header: t('groups.columnEta'),
      headerTip: t('groups.columnEtaTip'),
      track: '6.25rem',
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
  ]
}

function kafkaColumns(t: Translate): GroupColumn[] {
  return [
    {
      id: 'members',
      header: t('groups.columnMembers'),
      track: '5.5rem',
      align: 'end',
      sortable: true,
      cell: ({ members, cause }) => (
        <Figure value={members?.toString() ?? null} format={formatCount} reason={cause.fault?.message} />
      ),
    },
    {
      id: 'kind',
      header: t('groups.columnKind'),
      track: '5.5rem',
      cell: ({ type, state }) => (
        <span className="text-ink-muted" data-tip={`${t(`groups.kindTip${type}`)}\n${state}`}>
          {t(`groups.kind${type}`)}
        </span>
      ),
    },
    {
      id: 'kafka',
      header: t('groups.columnKafka'),
      headerTip: t('groups.columnKafkaTip'),
      track: '8rem',
      cell: ({ state }) => <span className="text-ink-muted">{state}</span>,
    },
  ]
}

/** Kinds that work differently: named beside the id where there is no column for kinds. */
const UNUSUAL: ReadonlySet<GroupSummary['type']> = new Set(['share', 'streams'])

interface GroupNameProps {
  cluster: string
  row: GroupSummary
  /** Whether its kind is said. */
  kind: boolean
  t: Translate
}

function GroupName({ cluster, row, kind, t }: GroupNameProps) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        to="/clusters/$cluster/groups/$group"
        params={{ cluster, group: row.group }}
        tabIndex={-1}
        data-tip={row.group.length > 24 ? row.group.slice(0, 600) : undefined}
        className="min-w-0 truncate font-mono hover:text-accent hover:underline"
      >
        {row.group === '' ? <span className="text-ink-faint italic">{t('groups.emptyId')}</span> : row.group}
      </Link>
      {kind && <Badge tip={t(`groups.kindTip${row.type}`)}>{t(`groups.kind${row.type}`)}</Badge>}
      {row.standalone && <Badge tip={t('groups.standaloneTip')}>{t('groups.standalone')}</Badge>}
    </span>
  )
}

function Trend({ trend, t }: { trend: GroupSummary['trend']; t: Translate }) {
  const known = trend.filter((value) => value !== null)
  const last = known.at(-1)
  if (last === undefined) return null
  const label = t('groups.trendLabel', { last: formatCount(last), most: formatCount(Math.max(...known)) })
  return <Sparkline values={trend} width={48} height={18} label={label} />
}
