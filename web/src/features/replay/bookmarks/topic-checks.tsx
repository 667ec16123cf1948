import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'

interface TopicChecksProps {
  cluster: string
  label: string
  chosen: readonly string[]
  onChoose: (topics: string[]) => void
}

/** More of them nobody scrolls through, and a search finds every one. */
const ASKED = 200

/** Topics to choose from: found by name and ticked; what is ticked stays in sight. */
export function TopicChecks({ cluster, label, chosen, onChoose }: TopicChecksProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const { data } = useQuery(topicSearchQuery(cluster, search.trim(), ASKED))
  // Kafka's own topics are rarely meant: they come last.
  const found = (data?.topics ?? [])
    .toSorted((a, b) => Number(a.internal) - Number(b.internal))
    .map(({ name }) => name)
  const names = [...new Set([...chosen, ...found])]
  const toggle = (topic: string) =>
    onChoose(chosen.includes(topic) ? chosen.filter((one) => one !== topic) : [...chosen, topic])
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="flex w-full justify-between pb-1 text-ink-muted text-meta">
        {label}
        <span className="tabular-nums">{t('bookmarks.picked', { n: chosen.length })}</span>
      </legend>
      <TextField
        label={t('bookmarks.searchTopics')}
        placeholder={t('bookmarks.searchTopics')}
        type="search"
        mono
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="h-56 overflow-auto">
        {names.map((topic) => (
          <li key={topic}>
            <label className="flex h-7 items-center gap-2 rounded px-1 hover:bg-surface-sunken">
              <input
                type="checkbox"
                checked={chosen.includes(topic)}
                onChange={() => toggle(topic)}
                className="shrink-0 accent-[var(--accent)]"
              />
              <TopicMark topic={topic} />
            </label>
          </li>
        ))}
        {names.length === 0 && data && <li className="px-1 py-1 text-ink-muted">{t('bookmarks.noTopic')}</li>}
      </ul>
    </fieldset>
  )
}
