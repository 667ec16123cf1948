import type { TopicGroups } from '@sluice/shared/groups'
import { Link } from '@tanstack/react-router'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { topicHue } from '#ui/topic-hue.ts'
import { LagStateMark } from '../figures/lag-state-mark.tsx'
import { TimeLagFigure } from '../figures/time-lag-figure.tsx'

type Reader = TopicGroups['groups'][number]

/** The colour of a group's gate, the same everywhere. */
export const groupColour = (group: string): string => `oklch(0.66 0.13 ${topicHue(group)})`

export function readerColumns(cluster: string, t: Translate): readonly Column<Reader>[] {
  return [
    {
      id: 'state',
      header: t('groups.columnState'),
      track: '8rem',
      cell: ({ lagState }) => <LagStateMark state={lagState} />,
    },
    {
      id: 'group',
      header: t('groups.columnGroup'),
      track: 'minmax(12rem, 40rem)',
      cell: ({ group }) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <span
            aria-hidden="true"
            style={{ backgroundColor: groupColour(group) }}
            className="size-2 shrink-0 rounded-[2px]"
          />
          <Link
            to="/clusters/$cluster/groups/$group"
            params={{ cluster, group }}
            tabIndex={-1}
            className="min-w-0 truncate font-mono hover:text-accent hover:underline"
          >
            {group === '' ? t('groups.emptyId') : group}
          </Link>
        </span>
      ),
    },
    {
      id: 'kind',
      header: t('groups.columnKind'),
      track: '6rem',
      cell: ({ type }) => <span className="text-ink-muted">{t(`groups.kind${type}`)}</span>,
    },
    {
      id: 'members',
      header: t('groups.columnMembers'),
      track: '5.5rem',
      align: 'end',
      cell: ({ members }) => <Figure value={members?.toString() ?? null} format={formatCount} />,
    },
    {
      id: 'lag',
      header: t('groups.columnLag'),
      headerTip: t('groups.columnLagTip'),
      track: '7rem',
      align: 'end',
      cell: ({ lag }) => <Figure value={lag} format={formatCount} />,
    },
    {
      id: 'time',
      header: t('groups.columnTime'),
      headerTip: t('groups.columnTimeTip'),
      track: '7rem',
      align: 'end',
      cell: ({ time }) => <TimeLagFigure time={time} />,
    },
  ]
}
