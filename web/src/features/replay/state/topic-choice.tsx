import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'

interface TopicChoiceProps {
  cluster: string
  topic: string | null
  onTopic: (topic: string) => void
}

const ASKED = 60

/** One topic, found by a part of its name. */
export function TopicChoice({ cluster, topic, onTopic }: TopicChoiceProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('state.topic')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          look="field"
          aria-label={`${t('state.topic')}: ${topic ?? t('state.chooseTopic')}`}
          className="min-w-0 max-w-72 !shrink"
        >
          {topic === null ? (
            <span className="text-ink-muted">{t('state.chooseTopic')}</span>
          ) : (
            <TopicMark topic={topic} keepEnd />
          )}
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
        </Button>
      }
    >
      <TopicSearch
        cluster={cluster}
        onTopic={(next) => {
          setOpen(false)
          onTopic(next)
        }}
      />
    </Popover>
  )
}

function TopicSearch({ cluster, onTopic }: Pick<TopicChoiceProps, 'cluster' | 'onTopic'>) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const { data } = useQuery(topicSearchQuery(cluster, search.trim(), ASKED))
  const topics = data?.topics ?? []
  const more = (data?.total ?? 0) - topics.length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move among the buttons inside
    <div onKeyDown={moveFocus} className="flex w-80 flex-col gap-2">
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
        onKeyDown={(event) => {
          const [only] = topics
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && only) onTopic(only.name)
        }}
      />
      <ul aria-label={t('topics.title')} className="-mx-1 max-h-72 overflow-auto">
        {topics.map(({ name }) => (
          <li key={name}>
            <Button look="quiet" data-step className="w-full !shrink" onClick={() => onTopic(name)}>
              <TopicMark topic={name} keepEnd />
            </Button>
          </li>
        ))}
      </ul>
      {data && topics.length === 0 && <p className="text-ink-muted">{t('state.noTopics')}</p>}
      {more > 0 && (
        <p className="text-ink-muted text-meta">{t('state.topicMore', { text: formatCount(more) })}</p>
      )}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-step]')]
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? steps.indexOf(activeElement) : -1
  const next = steps[Math.min(Math.max(at + step, 0), steps.length - 1)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
