import '#lib/i18n/groups-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { TopicGroupsView } from '#features/groups/topic/topic-groups-view.tsx'

const route = getRouteApi('/clusters/$cluster/topics/$topic/groups')

export function TopicGroupsRoute() {
  const { cluster, topic } = route.useParams()
  return <TopicGroupsView key={`${cluster}/${topic}`} cluster={cluster} topic={topic} />
}
