import { useQuery } from '@tanstack/react-query'
import { Waves, X } from 'lucide-react'
import { useCallback, useId } from 'react'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { TextField } from '#ui/text-field.tsx'
import { type GroupsSearch, parseGroupsSearch } from '../groups-search.ts'

interface TopicFilterProps {
  cluster: string
  search: GroupsSearch
  onSearch: (search: GroupsSearch) => void
}

const OFFERED = 20
const TYPING_PAUSE_MS = 250

/** Keeps the groups that read one topic, named in full; the browser's own list offers the names. */
export function TopicFilter({ cluster, search, onSearch }: TopicFilterProps) {
  const { t } = useText()
  const list = useId()
  const commit = useCallback(
    (topic: string) => onSearch(parseGroupsSearch({ ...search, topic })),
    [onSearch, search],
  )
  const [text, type] = useDebouncedText(search.topic ?? '', commit, TYPING_PAUSE_MS)
  const { data } = useQuery({ ...topicSearchQuery(cluster, text, OFFERED), enabled: text !== '' })
  return (
    <>
      <TextField
        label={t('groups.topicFilter')}
        placeholder={t('groups.topicPlaceholder')}
        list={list}
        mono
        maxLength={249}
        className="w-56"
        icon={<Waves aria-hidden="true" className="size-3.5" />}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && type('')}
        trailing={
          text !== '' && (
            <button
              type="button"
              aria-label={t('groups.clearTopic')}
              className="text-ink-faint hover:text-ink"
              onClick={() => type('')}
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          )
        }
      />
      <datalist id={list}>
        {data?.topics.slice(0, OFFERED).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
