import type { TopicList } from '@sluice/shared/topics'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { TopicsSearch } from './topics-search.ts'

interface NoTopicsProps {
  list: TopicList
  search: TopicsSearch
  onSearch: (search: TopicsSearch) => void
}

/** Why the list is empty, and what to do about it. */
export function NoTopics({ list, search, onSearch }: NoTopicsProps) {
  const { t } = useText()
  const { q, ...rest } = search
  const showInternal = list.hiddenInternal > 0 && (
    <Button onClick={() => onSearch({ ...search, internal: 'true' })}>
      {t('topics.hiddenInternal', { n: list.hiddenInternal })} · {t('topics.showInternal')}
    </Button>
  )
  if (q) {
    return (
      <EmptyState title={t('topics.noMatch', { search: q })} reason={t('topics.noMatchReason')}>
        <Button look="primary" onClick={() => onSearch(rest)}>
          {t('topics.clearSearch')}
        </Button>
        {showInternal}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('topics.none')}
      reason={
        <>
          <p>{t('topics.noneReason')}</p>
          <p className="mt-2">{t('topics.noneVisible')}</p>
        </>
      }
    >
      {showInternal}
    </EmptyState>
  )
}
