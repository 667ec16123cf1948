import '#lib/i18n/messages-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { AcrossPage } from '#features/messages/across/across-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'
import { MarkReading } from './mark-reading.tsx'

const route = getRouteApi('/clusters/$cluster/messages')

export function AcrossRoute() {
  const { cluster } = route.useParams()
  return (
    <ClusterFrame cluster={cluster}>
      <AcrossPage
        key={cluster}
        cluster={cluster}
        keep={(reading) => <MarkReading cluster={cluster} reading={reading} />}
      />
    </ClusterFrame>
  )
}
