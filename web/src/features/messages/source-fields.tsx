import type { MessagesQuery } from '@sluice/shared/messages-link'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { topicQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { EndFields } from './end-fields.tsx'
import { FilterButton } from './filter/filter-button.tsx'
import { FilterRow } from './filter/filter-row.tsx'
import { SearchBox } from './key/search-box.tsx'
import { PartitionsField } from './partitions-field.tsx'
import { StartFields } from './start-fields.tsx'
import { useToolbar } from './use-toolbar.ts'

interface SourceFieldsProps {
  cluster: string
  topics: readonly string[]
  query: MessagesQuery
  /** How the button is called that takes what was typed. */
  useLabel: string
  onQuery: (part: Partial<MessagesQuery>) => void
}

const LIMITS = [1, 10, 100, 1000, 10_000]

/** Which messages of some topics are meant, without reading them: range, key, text and filter, as on the messages page. */
export function SourceFields({ cluster, topics, query, useLabel, onQuery }: SourceFieldsProps) {
  const { t } = useText()
  const [only, ...others] = topics
  const one = others.length === 0 ? (only ?? null) : null
  const { data: detail } = useQuery({ ...topicQuery(cluster, one ?? ''), enabled: one !== null })
  const [filtering, setFiltering] = useState(query.cel !== null)
  const filterOpen = filtering || query.cel !== null
  const toolbar = useToolbar({ query, zone: useTimeZone(), onQuery, onRun: () => undefined })
  const sampled = useMemo(() => ({ cluster, topics }), [cluster, topics])
  const partitions = one === null ? null : (detail?.partitions ?? null)
  const limits = [...new Set([...LIMITS, query.limit])].sort((a, b) => a - b)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    toolbar.apply()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <StartFields
          draft={toolbar.draft}
          fault={toolbar.fault}
          partitions={partitions}
          across={one === null}
          onEdit={toolbar.edit}
          onChoose={toolbar.choose}
        />
        {toolbar.draft.kind === 'newest' && (
          <SelectField
            label={t('messages.limit')}
            value={String(query.limit)}
            options={limits.map((limit) => ({ value: String(limit), label: String(limit) }))}
            onChange={(limit) => onQuery({ limit: Number(limit) })}
            fit
          />
        )}
        <EndFields
          draft={toolbar.draft.end}
          fault={toolbar.fault}
          onEdit={(end) => toolbar.edit({ end })}
          onChoose={(end) => toolbar.choose({ end })}
        />
        {one !== null && (
          <PartitionsField
            chosen={query.partitions}
            partitions={partitions}
            onChoose={(chosen) => onQuery({ partitions: chosen })}
          />
        )}
        <SelectField
          label={t('messages.isolation')}
          value={query.isolation === 'read_committed' ? 'read_committed' : 'read_uncommitted'}
          options={[
            { value: 'read_committed', label: t('messages.committed') },
            { value: 'read_uncommitted', label: t('messages.uncommitted') },
          ]}
          onChange={(isolation) => onQuery({ isolation })}
          fit
        />
        {toolbar.pending && (
          <Button type="submit" look="primary">
            {useLabel}
          </Button>
        )}
      </div>
      <div className="flex items-center gap-2">
        <SearchBox query={query} toolbar={toolbar} running={false} onQuery={onQuery} />
        <FilterButton
          open={filterOpen}
          filter={query.cel}
          onToggle={() => {
            setFiltering(!filterOpen)
            if (filterOpen) toolbar.cel.drop()
          }}
        />
      </div>
      {filterOpen && (
        <FilterRow
          cel={toolbar.cel}
          applied={query.cel}
          sampled={sampled}
          running={false}
          onRun={toolbar.apply}
          onClose={() => setFiltering(false)}
        />
      )}
    </form>
  )
}
