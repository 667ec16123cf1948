import '#lib/i18n/messages-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { PayloadCell } from '#features/messages/payload-cell.tsx'
import { TimestampCell } from '#features/messages/timestamp-cell.tsx'
import { readStateLink, type StateLink, writeStateLink } from '#features/replay/state/state-link.ts'
import { StatePage, type StateParts } from '#features/replay/state/state-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'
import { StateKey } from './state-key.tsx'

const route = getRouteApi('/clusters/$cluster/state')

const parts: StateParts = {
  Value: ({ payload, part }) => <PayloadCell payload={payload} part={part} sought={null} />,
  Time: TimestampCell,
  Side: StateKey,
}

export function StateRoute() {
  const { cluster } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { link } = useMemo(() => readStateLink(search), [search])
  const onLink = useCallback(
    (part: Partial<StateLink>) => {
      // Another topic's keys are no keys of this one.
      const fresh = 'topic' in part ? { open: null, text: '', kinds: null } : {}
      const asks = ['topic', 'at', 'base', 'by', 'reducer'].some((name) => name in part)
      const closed = asks ? { open: null } : {}
      void navigate({
        search: (now) => ({
          ...writeStateLink({ ...readStateLink(now).link, ...fresh, ...closed, ...part }),
        }),
        replace: !asks,
      })
    },
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <StatePage key={cluster} cluster={cluster} link={link} parts={parts} onLink={onLink} />
    </ClusterFrame>
  )
}
