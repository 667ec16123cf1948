import { isDeadLetterName } from '@sluice/shared/replay-dead-letter-name'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'

interface PickTopicProps {
  cluster: string
  onPick: (topic: string) => void
}

/** Parts of the names that dead-letter topics have. */
const PARTS = ['dlt', 'dlq', 'dead']
const ASKED = 100

/** Which topic holds the dead letters: those that are called so come first. */
export function PickTopic({ cluster, onPick }: PickTopicProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const called = useQueries({ queries: PARTS.map((part) => topicSearchQuery(cluster, part, ASKED)) })
  const found = useQuery({
    ...topicSearchQuery(cluster, search.trim(), ASKED),
    enabled: search.trim() !== '',
  })
  const known = [...new Set(called.flatMap(({ data }) => data?.topics.map(({ name }) => name) ?? []))]
    .filter(isDeadLetterName)
    .sort()
  const others = (search.trim() === '' ? [] : (found.data?.topics ?? []))
    .map(({ name }) => name)
    .filter((name) => !known.includes(name))
  const waiting = called.some(({ isPending }) => isPending)
  return (
    <section
      aria-label={t('redrive.pickTitle')}
      className="mx-auto flex min-h-0 w-[36rem] max-w-full flex-col gap-3 overflow-y-auto px-3 py-10"
    >
      <h2 className="font-semibold text-title">{t('redrive.pickTitle')}</h2>
      <p className="text-ink-muted">{t('redrive.pickWhy')}</p>
      <TextField
        label={t('redrive.pickSearch')}
        placeholder={t('redrive.pickSearch')}
        type="search"
        mono
        autoFocus
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Names title={t('redrive.pickKnown')} names={known} onPick={onPick} />
      <Names title={t('redrive.pickOthers')} names={others} onPick={onPick} />
      {known.length === 0 && !waiting && search.trim() === '' && (
        <p className="text-ink-muted">{t('redrive.pickNone')}</p>
      )}
    </section>
  )
}

interface NamesProps {
  title: string
  names: readonly string[]
  onPick: (topic: string) => void
}

function Names({ title, names, onPick }: NamesProps) {
  if (names.length === 0) return null
  return (
    <div>
      <h3 className="pb-1 text-ink-muted text-meta">{title}</h3>
      <ul className="overflow-hidden rounded-md border border-hairline">
        {names.map((topic) => (
          <li key={topic} className="border-hairline border-b last:border-b-0">
            <button
              type="button"
              onClick={() => onPick(topic)}
              className="flex h-8 w-full items-center px-3 text-left hover:bg-surface-sunken"
            >
              <TopicMark topic={topic} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
