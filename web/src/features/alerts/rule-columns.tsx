import type { AlertRule } from '@sluice/shared/alerts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { conditionWords } from './alert-words.ts'
import { lengthWords } from './length-words.ts'
import { SeverityMark } from './severity-mark.tsx'

interface Words {
  t: Translate
  language: Language
}

/** What makes room first, beside an open rule. */
const WIDE_ONLY = new Set(['groups', 'matches', 'tells', 'source'])

/** The rules, with what they hold for and what fires of them. */
export function ruleColumns(words: Words, { narrow }: { narrow: boolean }): readonly Column<AlertRule>[] {
  const all = [...nameColumns(words), ...effectColumns(words)]
  return narrow ? all.filter(({ id }) => !WIDE_ONLY.has(id)) : all
}

function nameColumns({ t, language }: Words): Column<AlertRule>[] {
  return [
    {
      id: 'name',
      header: t('alerts.columnRule'),
      track: 'minmax(10rem, 1fr)',
      cell: (rule) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate" data-tip={rule.name}>
            {rule.name}
          </span>
          {!rule.enabled && <Badge>{t('alerts.off')}</Badge>}
          {rule.fault !== null && (
            <span data-tip={rule.fault}>
              <StateMark tone="attention" />
              <span className="sr-only">{rule.fault}</span>
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'severity',
      header: t('alerts.columnSeverity'),
      track: '6rem',
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'condition',
      header: t('alerts.columnThreshold'),
      track: 'minmax(12rem, 2fr)',
      cell: ({ condition, forMs }) => {
        const words = conditionWords(condition, { t, language })
        const text =
          forMs === 0 ? words : t('alerts.forIs', { condition: words, length: lengthWords(forMs, language) })
        return (
          <span className="block truncate" data-tip={text}>
            {text}
          </span>
        )
      },
    },
    {
      id: 'groups',
      header: t('alerts.columnGroup'),
      track: 'minmax(8rem, 1fr)',
      cell: ({ groups }) => (
        <span className="block truncate font-mono" data-tip={groups.join(', ')}>
          {groups.join(', ')}
        </span>
      ),
    },
  ]
}

function effectColumns({ t }: Words): Column<AlertRule>[] {
  return [
    {
      id: 'matches',
      header: t('alerts.columnMatches'),
      headerTip: t('alerts.columnMatchesTip'),
      track: '5.5rem',
      align: 'end',
      cell: ({ matches }) =>
        matches === null ? <span className="text-unknown">—</span> : formatCount(matches),
    },
    {
      id: 'firing',
      header: t('alerts.columnFiring'),
      track: '5rem',
      align: 'end',
      cell: ({ firing }) => formatCount(firing),
    },
    {
      id: 'source',
      header: t('alerts.columnSource'),
      track: '8.5rem',
      cell: ({ source }) =>
        source === 'config' && <Badge tip={t('alerts.fromConfigHint')}>{t('alerts.fromConfig')}</Badge>,
    },
    {
      id: 'tells',
      header: t('alerts.columnTells'),
      track: '9rem',
      cell: ({ receivers }) => (
        <span className="block truncate text-ink-muted">
          {receivers.length === 0 ? t('alerts.onlyHere') : receivers.join(', ')}
        </span>
      ),
    },
  ]
}
