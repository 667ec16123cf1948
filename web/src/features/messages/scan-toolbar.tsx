import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { TopicPartition } from '@sluice/shared/topics'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { SelectField } from '#ui/select-field.tsx'
import { EndFields } from './end-fields.tsx'
import { FilterButton } from './filter/filter-button.tsx'
import { FilterRow } from './filter/filter-row.tsx'
import { SearchBox } from './key/search-box.tsx'
import { PartitionsField } from './partitions-field.tsx'
import { RunButton } from './run-button.tsx'
import { StartFields } from './start-fields.tsx'
import { useToolbar } from './use-toolbar.ts'

interface ScanToolbarProps {
  query: MessagesQuery
  /** Null while it is not known which partitions there are. */
  partitions: readonly TopicPartition[] | null
  running: boolean
  /** Which topics are read. */
  topicsField?: ReactNode
  /** Buttons at the end of the first row, before Run. */
  actions?: ReactNode
  /** At the end of the find box. */
  findEnd?: ReactNode
  /** Whose messages are sampled for the fields that a filter can name; null: none. */
  sampled: { cluster: string; topics: readonly string[] } | null
  onQuery: (part: Partial<MessagesQuery>) => void
  onRun: () => void
  onStop: () => void
}

const LIMITS = [50, 100, 200, 500, 1000, 5000, 10_000]

/** What to read, in rows: the range and what can be done, then the search. A choice counts at once, text with Enter or Run. */
export function ScanToolbar(props: ScanToolbarProps) {
  const { query, partitions, running, topicsField, actions, findEnd, sampled, onQuery, onRun, onStop } = props
  const { t } = useText()
  const [filtering, setFiltering] = useState(query.cel !== null)
  const filterOpen = filtering || query.cel !== null
  const toolbar = useToolbar({ query, zone: useTimeZone(), onQuery, onRun })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (running) onStop()
    else toolbar.apply()
  }

  return (
    <form
      aria-label={t('messages.toolbar')}
      onSubmit={submit}
      onKeyDown={(event) => running && keyPress(event.nativeEvent) === 'escape' && onStop()}
      className="flex shrink-0 flex-col gap-y-[3px] border-hairline border-b px-3 pt-[3px] pb-0.5"
    >
      <div className="flex items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 gap-y-1">
          <StartFields
            draft={toolbar.draft}
            fault={toolbar.fault}
            partitions={partitions}
            across={query.topics !== null}
            onEdit={toolbar.edit}
            onChoose={toolbar.choose}
          />
          <EndFields
            draft={toolbar.draft.end}
            fault={toolbar.fault}
            onEdit={(end) => toolbar.edit({ end })}
            onChoose={(end) => toolbar.choose({ end })}
          />
          <SelectField
            label={t('messages.limit')}
            value={String(query.limit)}
            options={limitOptions(query.limit).map((limit) => ({
              value: String(limit),
              label: t('messages.limitOption', { count: formatCount(limit) }),
            }))}
            onChange={(limit) => onQuery({ limit: Number(limit) })}
            fit
          />
          {topicsField}
          {query.topics === null && (
            <PartitionsField
              chosen={query.partitions}
              partitions={partitions}
              onChoose={(chosen) => onQuery({ partitions: chosen })}
            />
          )}
          <SelectField
            label={t('messages.isolation')}
            value={query.isolation}
            options={[
              { value: 'read_committed', label: t('messages.committed') },
              { value: 'read_uncommitted', label: t('messages.uncommitted') },
              { value: 'all', label: t('fate.all') },
            ]}
            onChange={(isolation) => onQuery({ isolation })}
            fit
          />
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {actions}
          <RunButton running={running} pending={toolbar.pending} />
        </div>
      </div>
      <div className="flex items-center gap-2">
        <SearchBox query={query} toolbar={toolbar} running={running} onQuery={onQuery} />
        <FilterButton
          open={filterOpen}
          filter={query.cel}
          onToggle={() => {
            setFiltering(!filterOpen)
            if (filterOpen) toolbar.cel.drop()
          }}
        />
        {findEnd}
      </div>
      {filterOpen && (
        <FilterRow
          cel={toolbar.cel}
          applied={query.cel}
          sampled={sampled}
          running={running}
          onRun={() => (toolbar.pending || !running) && toolbar.apply()}
          onClose={() => setFiltering(false)}
        />
      )}
    </form>
  )
}

function limitOptions(limit: number): number[] {
  return LIMITS.includes(limit) ? LIMITS : [...LIMITS, limit].sort((a, b) => a - b)
}
