import { getRouteApi } from '@tanstack/react-router'
import { PartitionsView } from '#features/topics/partitions-view.tsx'

const route = getRouteApi('/clusters/$cluster/topics/$topic/partitions')

export function PartitionsRoute() {
  const { cluster, topic } = route.useParams()
  return <PartitionsView key={`${cluster}/${topic}`} cluster={cluster} topic={topic} />
}
