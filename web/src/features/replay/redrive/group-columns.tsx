import type { DeadLetterGroup } from '@sluice/shared/replay-dead-letters'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { hopeOf, whatWords } from './failure-words.ts'
import { isChosen, type LetterChoice } from './letter-choice.ts'

interface GroupColumns {
  t: Translate
  choice: LetterChoice
  onToggle: (group: string) => void
}

export function groupColumns({ t, choice, onToggle }: GroupColumns): readonly Column<DeadLetterGroup>[] {
  return [
    {
      id: 'chosen',
      header: <span className="sr-only">{t('redrive.chooseAll')}</span>,
      name: t('redrive.chooseAll'),
      track: '2rem',
      cell: (group) => {
        const chosen = isChosen(choice, group.id, null)
        return (
          <label className="-mx-2 flex h-7 items-center justify-center">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t('redrive.choose', { what: whatWords(group, t) })}
              checked={chosen === true}
              ref={(box) => {
                if (box !== null) box.indeterminate = chosen === 'partly'
              }}
              onChange={() => onToggle(group.id)}
              className="accent-[var(--accent)]"
            />
          </label>
        )
      },
    },
    {
      id: 'what',
      header: t('redrive.columnWhat'),
      track: 'minmax(15rem, 3fr)',
      cell: (group) => (
        <span className="flex min-w-0 items-center gap-2">
          <StateMark tone={hopeOf(group.class, t).tone} />
          <Badge tip={hopeOf(group.class, t).text}>{t(`redrive.class_${group.class}`)}</Badge>
          <span className="truncate font-mono" data-tip={group.exception ?? undefined}>
            {whatWords(group, t)}
          </span>
        </span>
      ),
    },
    {
      id: 'records',
      header: t('redrive.columnRecords'),
      track: '5rem',
      align: 'end',
      cell: ({ records }) => formatCount(records),
    },
    {
      id: 'origin',
      header: t('redrive.columnOrigin'),
      track: 'minmax(9rem, 2fr)',
      cell: ({ origins: [first, ...others] }) =>
        first === undefined || first.topic === null ? (
          <span className="truncate text-attention">{t('redrive.noOrigin')}</span>
        ) : (
          <span className="flex min-w-0 items-center gap-2">
            <TopicMark topic={first.topic} />
            {others.length > 0 && (
              <span className="text-ink-muted">{t('redrive.more', { n: others.length })}</span>
            )}
          </span>
        ),
    },
    {
      id: 'by',
      header: t('redrive.columnBy'),
      track: 'minmax(6rem, 1fr)',
      cell: ({ by: [first] }) => <span className="truncate font-mono">{first?.name ?? '–'}</span>,
    },
    {
      id: 'last',
      header: t('redrive.columnLast'),
      track: '7rem',
      cell: ({ last }) => <TimeAgo at={Number(last)} />,
    },
    {
      id: 'back',
      header: t('redrive.columnBack'),
      headerTip: t('redrive.columnBackTip'),
      track: '5rem',
      align: 'end',
      cell: ({ replayed, twins }) => {
        const back = Math.max(replayed, twins)
        return back === 0 ? (
          <span className="text-ink-faint">0</span>
        ) : (
          <span className="text-attention">{formatCount(back)}</span>
        )
      },
    },
  ]
}
