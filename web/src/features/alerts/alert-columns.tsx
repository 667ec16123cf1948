import type { Alert } from '@sluice/shared/alerts-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import type { Column } from '#ui/data-table/column.ts'
import { TimeAgo } from '#ui/time-ago.tsx'
import { AlertBadges } from './alert-badges.tsx'
import { conditionWords, valueWords } from './alert-words.ts'
import { lengthWords } from './length-words.ts'
import { SeverityMark } from './severity-mark.tsx'

type AlertColumn = Column<Alert>

interface Words {
  t: Translate
  language: Language
}

/** What fires and waits to: how bad, what, whose, since when, and why. */
export function openColumns(words: Words, { narrow }: { narrow: boolean }): readonly AlertColumn[] {
  const { t } = words
  const why: AlertColumn = {
    id: 'why',
    header: t('alerts.columnWhy'),
    track: 'minmax(10rem, 2fr)',
    cell: ({ cause }) => {
      if (cause === null || cause.state === 'OK') return null
      const facts = { cause, now: Date.now() }
      return (
        <span data-tip={t('groupCause.sentence', facts)} className="block truncate text-ink-muted">
          {t('groupCause.brief', { ...facts, placed: false })}
        </span>
      )
    },
  }
  const since: AlertColumn = {
    id: 'since',
    header: t('alerts.columnSince'),
    track: '6.5rem',
    cell: ({ since: at }) => <TimeAgo at={at} />,
  }
  const all = [...whatColumns(words), valueColumn(words), conditionColumn(words), since, why]
  return narrow ? all.filter(({ id }) => id !== 'why' && id !== 'condition') : all
}

/** What ended: when, how long it lasted, how bad it was, and why it ended. */
export function pastColumns(words: Words, { narrow }: { narrow: boolean }): readonly AlertColumn[] {
  const { t, language } = words
  const all: AlertColumn[] = [
    ...whatColumns(words),
    {
      id: 'worst',
      header: t('alerts.columnWorst'),
      track: '8rem',
      align: 'end',
      cell: ({ worst, condition }) => <Value text={valueWords(worst, condition, words)} />,
    },
    conditionColumn(words),
    {
      id: 'ended',
      header: t('alerts.columnEnded'),
      track: '6.5rem',
      cell: ({ resolvedAt }) => resolvedAt !== null && <TimeAgo at={resolvedAt} />,
    },
    {
      id: 'lasted',
      header: t('alerts.columnLasted'),
      track: '6.5rem',
      align: 'end',
      cell: ({ since, resolvedAt }) => resolvedAt !== null && lengthWords(resolvedAt - since, language),
    },
    {
      id: 'reason',
      header: t('alerts.columnReason'),
      track: 'minmax(9rem, 1fr)',
      cell: ({ reason }) =>
        reason !== null && (
          <span className="block truncate text-ink-muted">{t(`alerts.reason${reason}`)}</span>
        ),
    },
  ]
  return narrow ? all.filter(({ id }) => id !== 'condition' && id !== 'reason') : all
}

function whatColumns({ t }: Words): AlertColumn[] {
  return [
    {
      id: 'severity',
      header: t('alerts.columnSeverity'),
      track: '6rem',
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'rule',
      header: t('alerts.columnRule'),
      track: 'minmax(9rem, 1fr)',
      cell: (alert) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate" data-tip={alert.rule}>
            {alert.rule}
          </span>
          <AlertBadges alert={alert} />
        </span>
      ),
    },
    {
      id: 'group',
      header: t('alerts.columnGroup'),
      track: 'minmax(9rem, 1.2fr)',
      cell: ({ group }) => (
        <span className="block truncate font-mono" data-tip={group}>
          {group}
        </span>
      ),
    },
  ]
}

function valueColumn(words: Words): AlertColumn {
  return {
    id: 'value',
    header: words.t('alerts.columnValue'),
    track: '6.5rem',
    align: 'end',
    cell: ({ value, condition }) => <Value text={valueWords(value, condition, words)} />,
  }
}

function conditionColumn(words: Words): AlertColumn {
  return {
    id: 'condition',
    header: words.t('alerts.columnThreshold'),
    track: 'minmax(9rem, 1fr)',
    cell: ({ condition }) => {
      const text = conditionWords(condition, words)
      return (
        <span className="block truncate text-ink-muted" data-tip={text}>
          {text}
        </span>
      )
    },
  }
}

function Value({ text }: { text: string | null }) {
  return text === null ? (
    <span className="text-unknown">—</span>
  ) : (
    <span className="tabular-nums">{text}</span>
  )
}
