import { getRouteApi } from '@tanstack/react-router'
import { MessagesView } from '#features/messages/messages-view.tsx'

const route = getRouteApi('/clusters/$cluster/topics/$topic/messages')

export function MessagesRoute() {
  const { cluster, topic } = route.useParams()
  return <MessagesView key={`${cluster}/${topic}`} cluster={cluster} topic={topic} />
}
