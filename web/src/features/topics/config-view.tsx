import type { ConfigEntry } from '@sluice/shared/topics'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { useSearchKey } from '#lib/use-search-key.ts'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { TextField } from '#ui/text-field.tsx'
import { configColumns } from './config-columns.tsx'
import { ConfigDetail } from './config-detail.tsx'
import { filterConfig } from './config-filter.ts'
import { type ConfigSearch, parseConfigSearch } from './config-search.ts'
import { topicQuery } from './topics.queries.ts'

interface ConfigViewProps {
  cluster: string
  topic: string
  search: ConfigSearch
  onSearch: (search: ConfigSearch) => void
}

const WAITING_ROWS = 20
const TYPING_PAUSE_MS = 120

export function ConfigView({ cluster, topic, search, onSearch }: ConfigViewProps) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(topicQuery(cluster, topic))
  useDocumentTitle(t('topics.tabConfig'), topic, cluster)
  if (error && !data) {
    return <ErrorPanel error={error} title={t('topics.topicFailed')} onRetry={() => void refetch()} />
  }
  if (data && !data.config.available) {
    const { code, message } = data.config.fault
    return (
      <EmptyState
        title={t('topics.configUnavailable')}
        reason={
          <>
            <p>{message}</p>
            <p className="mt-1 font-mono text-ink-faint text-meta">{code}</p>
          </>
        }
      />
    )
  }
  const entries = data?.config.available ? data.config.value : undefined
  return <ConfigTable entries={entries} stale={error !== null} search={search} onSearch={onSearch} />
}

interface ConfigTableProps extends Pick<ConfigViewProps, 'search' | 'onSearch'> {
  /** Undefined while they are on their way. */
  entries: ConfigEntry[] | undefined
  stale: boolean
}

function ConfigTable({ entries, stale, search, onSearch }: ConfigTableProps) {
  const { t } = useText()
  const { q = '', set, open: openName } = search
  const shown = useMemo(
    () => entries && filterConfig(entries, { text: q, onlySet: set === 'true' }),
    [entries, q, set],
  )
  const rowAt = useCallback((index: number) => shown?.[index], [shown])
  const change = useCallback(
    (part: Record<string, unknown>) => onSearch(parseConfigSearch({ ...search, ...part })),
    [onSearch, search],
  )
  const open = useCallback((index: number) => change({ open: shown?.[index]?.name }), [change, shown])
  const opened = entries?.find(({ name }) => name === openName)
  const narrow = opened !== undefined
  const columns = useMemo(() => configColumns(t, { narrow }), [t, narrow])
  const close = () => change({ open: undefined })

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the inspector from anywhere in the view
    <div className="flex h-full flex-col" onKeyDown={(event) => event.key === 'Escape' && opened && close()}>
      <ConfigToolbar search={search} onChange={change} />
      <div className="min-h-0 flex-1">
        <SplitPanes
          id="config"
          resizeLabel={t('ui.resize')}
          side={opened ? <ConfigDetail entry={opened} onClose={close} /> : null}
        >
          {shown?.length === 0 ? (
            <NoConfig filtered={q !== ''} onShowAll={() => onSearch({})} />
          ) : (
            <DataTable
              label={t('topics.configTable')}
              columns={columns}
              rowCount={shown?.length ?? WAITING_ROWS}
              rowAt={rowAt}
              onOpen={open}
              selectedIndex={shown?.findIndex(({ name }) => name === openName) ?? null}
              dimmed={stale}
              resetKey={`${q} ${set}`}
            />
          )}
        </SplitPanes>
      </div>
    </div>
  )
}

interface ConfigToolbarProps {
  search: ConfigSearch
  onChange: (part: Record<string, unknown>) => void
}

function ConfigToolbar({ search, onChange }: ConfigToolbarProps) {
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  useSearchKey(field)
  const commit = useCallback((q: string) => onChange({ q }), [onChange])
  const [text, type] = useDebouncedText(search.q ?? '', commit, TYPING_PAUSE_MS)
  return (
    <div className="flex h-9 shrink-0 items-center gap-4 border-hairline border-b px-3">
      <TextField
        ref={field}
        label={t('topics.configFilter')}
        placeholder={t('topics.configFilter')}
        type="search"
        className="w-80"
        maxLength={200}
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <label className="inline-flex items-center gap-2">
        <input
          type="checkbox"
          checked={search.set === 'true'}
          onChange={(event) => onChange({ set: String(event.target.checked) })}
          className="size-3.5 accent-accent"
        />
        {t('topics.configOnlySet')}
      </label>
    </div>
  )
}

function NoConfig({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }) {
  const { t } = useText()
  return (
    <EmptyState
      title={t(filtered ? 'topics.configNoMatch' : 'topics.configNoneSet')}
      reason={filtered ? undefined : t('topics.configNoneSetReason')}
    >
      <Button onClick={onShowAll}>{t('topics.configShowAll')}</Button>
    </EmptyState>
  )
}
