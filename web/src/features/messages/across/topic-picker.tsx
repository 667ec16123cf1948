import { LINK_TOPICS_MAX } from '@sluice/shared/messages-topics'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { pickableTopics } from './pickable-topics.ts'

interface TopicPickerProps {
  cluster: string
  chosen: readonly string[]
  onChoose: (topics: string[]) => void
}

/** Asked for at a time: more of them nobody scrolls through, and a search finds every one. */
const ASKED = 200

/** Topics to read together: found by name, ticked, and read when the choice is made. */
export function TopicPicker({ cluster, chosen, onChoose }: TopicPickerProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen))
  const { data, isError } = useQuery(topicSearchQuery(cluster, search.trim(), ASKED))
  const names = pickableTopics(chosen, data?.topics.map(({ name }) => name) ?? [], search)
  const more = Math.max(0, (data?.total ?? 0) - ASKED)
  const tooMany = picked.size > LINK_TOPICS_MAX

  const toggle = (topic: string) => {
    const next = new Set(picked)
    if (!next.delete(topic)) next.add(topic)
    setPicked(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React hands the event of a portal on to the form around its trigger, which must not run as well.
    event.stopPropagation()
    if (picked.size > 0 && !tooMany) onChoose([...picked])
  }

  return (
    <form onSubmit={submit} onKeyDown={moveFocus} className="flex flex-col gap-2">
      <TextField
        label={t('topics.search')}
        placeholder={t('topics.searchPlaceholder')}
        type="search"
        mono
        autoFocus
        data-step
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul aria-label={t('topics.title')} className="-mx-1 h-64 overflow-auto">
        {names.map((topic) => (
          <li key={topic}>
            <label className="flex h-7 items-center gap-2 rounded px-1 hover:bg-surface-sunken">
              <input
                type="checkbox"
                data-step
                checked={picked.has(topic)}
                onChange={() => toggle(topic)}
                className="shrink-0 accent-[var(--accent)]"
              />
              <TopicMark topic={topic} />
            </label>
          </li>
        ))}
        {names.length === 0 && (
          <li className="px-1 py-1 text-ink-muted">
            {isError ? t('topics.listFailed') : data && t('across.noTopic')}
          </li>
        )}
        {more > 0 && (
          <li className="px-1 py-1 text-ink-faint text-meta">
            {t('across.more', { count: more, text: formatCount(more) })}
          </li>
        )}
      </ul>
      <div className="-mx-3 -mb-3 flex items-center gap-2 border-hairline border-t px-3 py-2">
        <p
          role="status"
          className={`mr-auto text-meta tabular-nums ${tooMany ? 'text-trouble' : 'text-ink-muted'}`}
        >
          {t('across.picked', { count: picked.size, of: LINK_TOPICS_MAX })}
        </p>
        <Button look="quiet" disabled={picked.size === 0} onClick={() => setPicked(new Set())}>
          {t('across.clear')}
        </Button>
        <Button look="primary" type="submit" disabled={picked.size === 0 || tooMany}>
          {t('across.read')}
        </Button>
      </div>
    </form>
  )
}

/** Up and down go from the search to the topics and among them. */
function moveFocus(event: KeyboardEvent<HTMLFormElement>) {
  const press = keyPress(event.nativeEvent)
  if (press !== 'arrowdown' && press !== 'arrowup') return
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-step]')]
  const at = steps.findIndex((step) => step.matches(':focus'))
  const next = steps[at + (press === 'arrowdown' ? 1 : -1)]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}
