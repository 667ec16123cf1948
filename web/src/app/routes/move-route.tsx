import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type MoveDraft, readMoveDraft, writeMoveDraft } from '#features/groups/reset/move-draft.ts'
import { MoveView } from '#features/groups/reset/move-view.tsx'

const route = getRouteApi('/clusters/$cluster/groups/$group/move')

export function MoveRoute() {
  const { cluster, group } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const draft = useMemo(() => readMoveDraft(search), [search])
  const onDraft = useCallback(
    (next: MoveDraft) =>
      void navigate({ search: (now) => ({ ...now, ...writeMoveDraft(next) }), replace: true }),
    [navigate],
  )
  return (
    <MoveView key={`${cluster}/${group}`} cluster={cluster} group={group} draft={draft} onDraft={onDraft} />
  )
}
