import { getRouteApi } from '@tanstack/react-router'
import { ClusterPage } from '#features/clusters/cluster-page.tsx'

const route = getRouteApi('/clusters/$cluster')

export function ClusterRoute() {
  const { cluster } = route.useParams()
  return <ClusterPage key={cluster} cluster={cluster} />
}
