import '#lib/i18n/messages-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { MessagesView } from '#features/messages/messages-view.tsx'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { MarkReading } from './mark-reading.tsx'

const route = getRouteApi('/clusters/$cluster/topics/$topic/messages')

export function MessagesRoute() {
  const { cluster, topic } = route.useParams()
  const { t } = useText()
  useDocumentTitle(t('topics.tabMessages'), topic, cluster)
  return (
    <MessagesView
      key={`${cluster}/${topic}`}
      cluster={cluster}
      topic={topic}
      keep={(reading) => <MarkReading cluster={cluster} reading={reading} />}
    />
  )
}
