import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { readMoveDraft, writeMoveDraft } from '#features/groups/reset/move-draft.ts'
import { MoveView } from '#features/groups/reset/move-view.tsx'

const route = getRouteApi('/clusters/$cluster/groups/$group/move')

export function MoveRoute() {
  const { cluster, group } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const draft = useMemo(() => readMoveDraft(search), [search])
  return (
    <MoveView
      key={`${cluster}/${group}`}
      cluster={cluster}
      group={group}
      draft={draft}
      onDraft={(next) =>
        void navigate({ search: (now) => ({ ...now, ...writeMoveDraft(next) }), replace: true })
      }
    />
  )
}
