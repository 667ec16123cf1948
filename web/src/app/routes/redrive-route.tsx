import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { RedrivePage } from '#features/replay/redrive/redrive-page.tsx'
import type { RedriveUrl } from '#features/replay/redrive/redrive-url.ts'
import { ClusterFrame } from '../cluster-frame.tsx'

const route = getRouteApi('/clusters/$cluster/redrive')

export function RedriveRoute() {
  const { cluster } = route.useParams()
  const { topic = '', from = '', failure = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const url = useMemo<RedriveUrl>(() => ({ topic, from, open: failure }), [topic, from, failure])
  const onUrl = useCallback(
    ({ open, ...part }: Partial<RedriveUrl>) =>
      void navigate({
        search: (now) => ({ ...now, ...part, ...(open !== undefined && { failure: open }) }),
        replace: part.topic === undefined,
      }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <RedrivePage key={cluster} cluster={cluster} url={url} onUrl={onUrl} />
    </ClusterFrame>
  )
}
