import type { MessagesQuery } from '@sluice/shared/messages-link'
import { FilterRow } from '#features/messages/filter/filter-row.tsx'
import { useFilterDraft } from '#features/messages/filter/use-filter-draft.ts'

interface PlayExpressionRowProps {
  cluster: string
  query: MessagesQuery
  onUse: (cel: string | null) => void
  onClose: () => void
}

/** The field for expressions of the messages page, for what is looked for in a play back. */
export function PlayExpressionRow({ cluster, query, onUse, onClose }: PlayExpressionRowProps) {
  const cel = useFilterDraft(query.cel)
  const { topics } = query
  return (
    <FilterRow
      cel={{ ...cel, drop: () => cel.hold('') }}
      applied={query.cel}
      sampled={topics && { cluster, topics }}
      running={false}
      onRun={() => onUse(cel.read)}
      onClose={onClose}
    />
  )
}
