import { type MessagesQuery, writeMessagesQuery } from '@sluice/shared/messages-link'
import { writeStart } from '@sluice/shared/messages-start'
import { useRouter } from '@tanstack/react-router'
import { Repeat2 } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { stringifySearch } from '#lib/search-codec.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { WideLabel } from '#ui/wide-label.tsx'
import type { TopicPlace } from './place.url.ts'

function useRepublish(cluster: string): (search: Record<string, string | undefined>) => void {
  const router = useRouter()
  return useCallback(
    (search) =>
      void router.navigate({
        href: `/clusters/${encodeURIComponent(cluster)}/replays/new${stringifySearch(search)}`,
      }),
    [router, cluster],
  )
}

interface RepublishLinkProps {
  cluster: string
  topics: readonly string[]
  query: MessagesQuery
}

/** Leads to where what is read here is written once more: the same topics, range, key and filter. */
export function RepublishLink({ cluster, topics, query }: RepublishLinkProps) {
  const { t } = useText()
  const go = useRepublish(cluster)
  const open = useCallback(() => {
    const { limit, order, ...search } = writeMessagesQuery(query)
    go({ ...search, topics: topics.join(','), from: writeStart(query.start, query.limit) })
  }, [go, topics, query])
  const commands = useMemo<KeyCommand[]>(
    () => [
      { id: 'messages.republish', keys: 'r', label: t('messages.republish'), group: 'actions', run: open },
    ],
    [t, open],
  )
  useKeyCommands(commands)
  return (
    <Button
      look="quiet"
      data-tip={t('messages.republishTip')}
      className="!px-2"
      icon={<Repeat2 aria-hidden="true" className="size-4" />}
      onClick={open}
    >
      <WideLabel>{t('messages.republish')}</WideLabel>
    </Button>
  )
}

/** The same for one message, named by its place. */
export function RepublishOne({ cluster, place }: { cluster: string; place: TopicPlace }) {
  const { t } = useText()
  const go = useRepublish(cluster)
  const { topic, partition, offset } = place
  return (
    <IconButton
      label={t('messages.republishOne')}
      icon={<Repeat2 aria-hidden="true" className="size-4" />}
      onClick={() => go({ topics: topic, records: `${topic}:${partition}:${offset}` })}
    />
  )
}
