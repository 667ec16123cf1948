import type { GroupList } from '@sluice/shared/groups'
import { useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { ListSearch } from '#ui/list-search.tsx'
import { CollectorLine } from '../figures/collector-line.tsx'
import { type GroupsSearch, parseGroupsSearch } from '../groups-search.ts'
import { TopicFilter } from './topic-filter.tsx'

interface GroupsToolbarProps {
  cluster: string
  list: GroupList | undefined
  live: boolean
  search: GroupsSearch
  onSearch: (search: GroupsSearch) => void
}

/** A frame: the server answers from its memory in a few milliseconds, and what is typed over is called off. */
const TYPING_PAUSE_MS = 16

export function GroupsToolbar({ cluster, list, live, search, onSearch }: GroupsToolbarProps) {
  const { t } = useText()
  const commit = useCallback((q: string) => onSearch(parseGroupsSearch({ ...search, q })), [onSearch, search])

  return (
    <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <h1 className="font-semibold text-title">{t('groups.title')}</h1>
      <span className="min-w-24 whitespace-nowrap text-ink-muted tabular-nums" role="status">
        {list && countWords(list, t)}
      </span>
      <ListSearch
        label={t('groups.search')}
        placeholder={t('groups.searchPlaceholder')}
        clearLabel={t('groups.clearSearch')}
        maxLength={400}
        className="w-64"
        value={search.q ?? ''}
        pauseMs={TYPING_PAUSE_MS}
        onSearch={commit}
      />
      <TopicFilter cluster={cluster} search={search} onSearch={onSearch} />
      <span className="ml-auto flex items-center gap-3">
        {list && <CollectorLine health={list.collector} live={live} />}
      </span>
    </header>
  )
}

function countWords({ total, all }: GroupList, t: ReturnType<typeof useText>['t']): string {
  return total === all
    ? t('groups.count', { shown: formatCount(total), n: total })
    : t('groups.countOf', { shown: formatCount(total), all: formatCount(all) })
}
