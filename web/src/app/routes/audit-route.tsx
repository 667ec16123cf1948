import { getRouteApi } from '@tanstack/react-router'
import { AuditPage } from '#features/groups/reset/audit-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/audit')

export function AuditRoute() {
  const { cluster } = route.useParams()
  const { target = '' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ClusterFrame cluster={cluster}>
      <AuditPage
        key={cluster}
        cluster={cluster}
        target={target === '' ? null : target}
        onAll={() => void navigate({ search: {} })}
      />
    </ClusterFrame>
  )
}
