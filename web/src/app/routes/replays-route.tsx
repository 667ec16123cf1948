import '#lib/i18n/replay-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { ReplaysPage } from '#features/replay/jobs/replays-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/replays')

export function ReplaysRoute() {
  const { cluster } = route.useParams()
  return (
    <ClusterFrame cluster={cluster}>
      <ReplaysPage key={cluster} cluster={cluster} />
    </ClusterFrame>
  )
}
