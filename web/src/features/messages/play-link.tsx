import { type MessagesQuery, writeMessagesQuery } from '@sluice/shared/messages-link'
import { useRouter } from '@tanstack/react-router'
import { CirclePlay } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { stringifySearch } from '#lib/search-codec.ts'
import { IconButton } from '#ui/icon-button.tsx'

interface PlayLinkProps {
  cluster: string
  topics: readonly string[]
  query: MessagesQuery
}

/** Leads to where what is read here is played on a clock: the same topics, range and filter. */
export function PlayLink({ cluster, topics, query }: PlayLinkProps) {
  const { t } = useText()
  const router = useRouter()
  const open = useCallback(() => {
    const { limit, order, p, key, keyin, ...search } = writeMessagesQuery(query)
    // A number of newest messages is no stretch of time: played is what is recent.
    const { from, ...rest } = search
    const range = query.start.kind === 'newest' ? rest : search
    const href = `/clusters/${encodeURIComponent(cluster)}/play${stringifySearch({ ...range, topics: topics.join(',') })}`
    void router.navigate({ href })
  }, [router, cluster, topics, query])
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ id: 'messages.play', keys: 'v', label: t('messages.play'), group: 'actions', run: open }],
      [t, open],
    ),
  )
  return (
    <IconButton
      label={t('messages.play')}
      keys="v"
      icon={<CirclePlay aria-hidden="true" className="size-4" />}
      onClick={open}
    />
  )
}
