import type { TopicList } from '@sluice/shared/topics'
import { type ReactNode, useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { Freshness } from '#ui/freshness.tsx'
import { ListSearch } from '#ui/list-search.tsx'
import { parseTopicsSearch, type TopicsSearch } from './topics-search.ts'

interface TopicsToolbarProps {
  list: TopicList | undefined
  search: TopicsSearch
  onSearch: (search: TopicsSearch) => void
  /** What can be done with the topics that were chosen. */
  choice?: ReactNode
  arrivedAt: number
  cycleMs: number
}

const TYPING_PAUSE_MS = 120

export function TopicsToolbar(props: TopicsToolbarProps) {
  const { list, search, onSearch, choice, arrivedAt, cycleMs } = props
  const { t } = useText()
  const commit = useCallback((q: string) => onSearch(parseTopicsSearch({ ...search, q })), [onSearch, search])

  return (
    <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <h1 className="font-semibold text-title">{t('topics.title')}</h1>
      <span className="min-w-20 text-ink-muted tabular-nums" role="status">
        {list && t('topics.count', { shown: formatCount(list.total), n: list.total })}
      </span>
      <ListSearch
        label={t('topics.search')}
        placeholder={t('topics.searchPlaceholder')}
        clearLabel={t('topics.clearSearch')}
        maxLength={249}
        className="w-72"
        value={search.q ?? ''}
        pauseMs={TYPING_PAUSE_MS}
        onSearch={commit}
      />
      <InternalSwitch list={list} search={search} onSearch={onSearch} />
      <span className="ml-auto flex items-center gap-3">
        {choice}
        <Freshness arrivedAt={arrivedAt} cycleMs={cycleMs} />
      </span>
    </header>
  )
}

function InternalSwitch({
  list,
  search,
  onSearch,
}: Pick<TopicsToolbarProps, 'list' | 'search' | 'onSearch'>) {
  const { t } = useText()
  const shown = search.internal === 'true'
  if (!shown && !list?.hiddenInternal) return null
  const { internal, ...rest } = search
  return (
    <span className="inline-flex items-center gap-1 text-ink-faint">
      {shown ? t('topics.internalShown') : t('topics.hiddenInternal', { n: list?.hiddenInternal ?? 0 })}
      <Button
        look="link"
        aria-pressed={shown}
        onClick={() => onSearch(shown ? rest : { ...rest, internal: 'true' })}
      >
        {shown ? t('topics.hideInternal') : t('topics.showInternal')}
      </Button>
    </span>
  )
}
