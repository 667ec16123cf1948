import type { MessagesQuery } from '@sluice/shared/messages-link'
import { emptyReason } from './empty-reason.ts'
import { NoFilterMatches } from './filter/no-filter-matches.tsx'
import { NoKeyMatches } from './key/no-key-matches.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { NoMatches } from './no-matches.tsx'
import { NoMessages } from './no-messages.tsx'

interface NothingShownProps {
  snapshot: ScanSnapshot
  query: MessagesQuery
  onQuery: (part: Partial<MessagesQuery>) => void
  onContinue: () => void
}

/** In the place of a list without a row: the reason that tells most. */
export function NothingShown(props: NothingShownProps) {
  const { snapshot, query } = props
  const { find, key, cel } = query
  const searched = snapshot.totals.records > 0
  if (key !== null && (searched || tellsNothing(snapshot))) return <NoKeyMatches {...props} asked={key} />
  if (cel !== null && searched) return <NoFilterMatches {...props} />
  return find !== null && searched ? <NoMatches {...props} find={find} /> : <NoMessages {...props} />
}

/** With a key only some partitions are read, and that those are empty does not mean that the topic is. */
function tellsNothing(snapshot: ScanSnapshot): boolean {
  const { kind } = emptyReason(snapshot)
  return kind === 'none' || kind === 'topic-empty'
}
