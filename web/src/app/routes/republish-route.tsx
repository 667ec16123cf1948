import '#lib/i18n/messages-words.ts'
import '#lib/i18n/replay-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { TopicPicker } from '#features/messages/across/topic-picker.tsx'
import { SourceFields } from '#features/messages/source-fields.tsx'
import { type ReplayDraft, readDraft, writeDraft } from '#features/replay/plan/draft.ts'
import { RepublishPage } from '#features/replay/plan/republish-page.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'
import { ReplayComparison } from './replay-comparison.tsx'

const route = getRouteApi('/clusters/$cluster/replays/new')

export function RepublishRoute() {
  const { cluster } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { draft, faults } = useMemo(() => readDraft(search), [search])
  const onDraft = useCallback(
    (next: ReplayDraft) => void navigate({ search: writeDraft(next), replace: true }),
    [navigate],
  )
  return (
    <ClusterFrame cluster={cluster}>
      <RepublishPage
        key={cluster}
        cluster={cluster}
        draft={draft}
        faults={faults}
        retry={search.retry ? search.retry : null}
        onDraft={onDraft}
        parts={{ TopicPicker, SourceFields, Comparison: ReplayComparison }}
      />
    </ClusterFrame>
  )
}
