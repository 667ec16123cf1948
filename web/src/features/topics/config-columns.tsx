import type { ConfigEntry } from '@sluice/shared/topics'
import { htmlToText } from '#lib/html-text.ts'
import type { TextKey, Translate } from '#lib/i18n/dictionary.ts'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table/column.ts'

export const SOURCE_KEYS = {
  topic: 'topics.sourceTopic',
  broker: 'topics.sourceBroker',
  'default-broker': 'topics.sourceDefaultBroker',
  'static-broker': 'topics.sourceStaticBroker',
  group: 'topics.sourceGroup',
  default: 'topics.sourceDefault',
  unknown: 'topics.sourceUnknown',
} as const satisfies Record<ConfigEntry['source'], TextKey>

/** Characters from which a value may be cut by its column: it then has a tip with the whole. */
const CUT_AT = 17

/** A value as text: one that is hidden and one that is not set look different from an empty one. */
export function ConfigValue({
  value,
  sensitive,
  t,
}: Pick<ConfigEntry, 'value' | 'sensitive'> & { t: Translate }) {
  if (sensitive) {
    return (
      <span data-tip={t('topics.configSensitiveTip')} className="text-unknown italic">
        {t('topics.configSensitive')}
      </span>
    )
  }
  if (value === null) return <span className="text-unknown italic">{t('topics.configUnset')}</span>
  return (
    <span data-tip={value.length > CUT_AT ? value : undefined} className="font-mono">
      {value === '' ? '""' : value}
    </span>
  )
}

interface ConfigColumnsOptions {
  /** Beside an open setting, which says what it means, that column makes room for the names. */
  narrow: boolean
}

export function configColumns(
  t: Translate,
  { narrow }: ConfigColumnsOptions,
): readonly Column<ConfigEntry>[] {
  return narrow ? settingColumns(t) : [...settingColumns(t), documentationColumn(t)]
}

function settingColumns(t: Translate): Column<ConfigEntry>[] {
  return [
    {
      id: 'name',
      header: t('topics.configName'),
      track: 'minmax(14rem, 22rem)',
      cell: ({ name }) => (
        <span data-tip={name.length > CUT_AT ? name : undefined} className="font-mono">
          {name}
        </span>
      ),
    },
    {
      id: 'value',
      header: t('topics.configValue'),
      track: 'minmax(10rem, 16rem)',
      cell: (entry) => <ConfigValue value={entry.value} sensitive={entry.sensitive} t={t} />,
    },
    {
      id: 'source',
      header: t('topics.configSource'),
      track: '9rem',
      cell: ({ source }) =>
        source === 'default' || source === 'unknown' ? (
          <span className="text-ink-faint">{t(SOURCE_KEYS[source])}</span>
        ) : (
          <Badge tone="accent">{t(SOURCE_KEYS[source])}</Badge>
        ),
    },
  ]
}

function documentationColumn(t: Translate): Column<ConfigEntry> {
  return {
    id: 'documentation',
    header: t('topics.configDocumentation'),
    track: 'minmax(12rem, 1fr)',
    cell: ({ documentation }) => (
      <span className="text-ink-muted">{documentation ? htmlToText(documentation) : ''}</span>
    ),
  }
}
