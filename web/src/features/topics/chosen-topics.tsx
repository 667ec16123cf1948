import { LINK_TOPICS_MAX, writeTopicNames } from '@sluice/shared/messages-topics'
import { Link } from '@tanstack/react-router'
import { Layers, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { TopicChoice } from './use-topic-choice.ts'

/** The way from the topics that were chosen to their messages in one list. */
export function ChosenTopics({ choice: { cluster, chosen, clear } }: { choice: TopicChoice }) {
  const { t } = useText()
  if (chosen.size === 0) return null
  const topics = writeTopicNames([...chosen].sort()) ?? ''
  return (
    <span className="flex items-center gap-1">
      {chosen.size > LINK_TOPICS_MAX ? (
        <span className="text-trouble">
          {t('topics.chosenTooMany', { n: chosen.size, of: LINK_TOPICS_MAX })}
        </span>
      ) : (
        <Link
          to="/clusters/$cluster/messages"
          params={{ cluster }}
          search={{ topics }}
          className="inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md bg-accent px-2.5 text-accent-ink hover:opacity-90"
        >
          <Layers aria-hidden="true" className="size-3.5" />
          {t('topics.messagesOf', { n: chosen.size })}
        </Link>
      )}
      <IconButton
        label={t('topics.chosenClear')}
        icon={<X aria-hidden="true" className="size-3.5" />}
        onClick={clear}
      />
    </span>
  )
}
