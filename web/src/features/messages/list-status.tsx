import type { ListLayout } from './columns/list-layout.ts'
import { SortNote } from './columns/sort-note.tsx'
import { CoverageButton } from './coverage/coverage-button.tsx'
import { FilterErrorsButton } from './coverage/filter-errors-button.tsx'
import type { ScanSnapshot } from './message-store.ts'
import type { TopicPlace } from './place.url.ts'
import { StatusLine } from './status-line.tsx'
import { LiveStatus } from './tail/live-status.tsx'
import type { Live } from './tail/use-live.ts'

interface ListStatusProps {
  /** Null: a range is read. */
  live: Live | null
  snapshot: ScanSnapshot
  layout: ListLayout
  notesId: string
  notesOpen: boolean
  onNotes: () => void
  onContinue: () => void
  onRecord: (place: TopicPlace) => void
}

/** The line below the list, of what is read or of what is followed. */
export function ListStatus({ live, snapshot, layout, onContinue, onRecord, ...notes }: ListStatusProps) {
  const failures = <FilterErrorsButton snapshot={snapshot} onRecord={onRecord} />
  if (live !== null) {
    return (
      <LiveStatus live={live} filtered={snapshot.filtered} {...notes}>
        <SortNote layout={layout} />
        {failures}
      </LiveStatus>
    )
  }
  return (
    <StatusLine snapshot={snapshot} onContinue={onContinue} {...notes}>
      <SortNote layout={layout} />
      {failures}
      <CoverageButton snapshot={snapshot} />
    </StatusLine>
  )
}
