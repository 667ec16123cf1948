import type { GroupList } from '@sluice/shared/groups'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { useSearchKey } from '#lib/use-search-key.ts'
import { Kbd } from '#ui/kbd.tsx'
import { TextField } from '#ui/text-field.tsx'
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
  const field = useRef<HTMLInputElement>(null)
  const commit = useCallback((q: string) => onSearch(parseGroupsSearch({ ...search, q })), [onSearch, search])
  const [text, type] = useDebouncedText(search.q ?? '', commit, TYPING_PAUSE_MS)
  useSearchKey(field)

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && text !== '') type('')
    else if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-keys="grid"]')?.focus()
    }
  }

  return (
    <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <h1 className="font-semibold text-title">{t('groups.title')}</h1>
      <span className="min-w-24 whitespace-nowrap text-ink-muted tabular-nums" role="status">
        {list && countWords(list, t)}
      </span>
      <TextField
        ref={field}
        label={t('groups.search')}
        placeholder={t('groups.searchPlaceholder')}
        type="search"
        mono
        maxLength={400}
        className="w-64"
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        trailing={
          text === '' ? (
            <Kbd keys="/" />
          ) : (
            <button
              type="button"
              aria-label={t('groups.clearSearch')}
              className="text-ink-faint hover:text-ink"
              onClick={() => type('')}
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          )
        }
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
