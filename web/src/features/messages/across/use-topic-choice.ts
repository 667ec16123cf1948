import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type MessagesUrl, writeMessagesUrl } from '../messages.url.ts'
import { topicsLink } from './topics-link.ts'

/** Goes to the same view of the topics chosen: one has a page of its own. */
export function useTopicChoice(cluster: string, own: string | null, url: MessagesUrl) {
  const navigate = useNavigate()
  return useCallback(
    (topics: readonly string[]) => {
      const link = topicsLink(url, own, topics)
      const written = Object.entries(writeMessagesUrl(link.url))
      const search = Object.fromEntries(written.map(([name, text]) => [name, text ?? '']))
      if (link.topic === null)
        void navigate({ to: '/clusters/$cluster/messages', params: { cluster }, search })
      else {
        const params = { cluster, topic: link.topic }
        void navigate({ to: '/clusters/$cluster/topics/$topic/messages', params, search })
      }
    },
    [navigate, cluster, own, url],
  )
}
