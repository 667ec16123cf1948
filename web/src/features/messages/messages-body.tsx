import type { MessagesQuery } from '@sluice/shared/messages-link'
import { StreamCut } from '#api/stream-cut.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import type { ListLayout } from './columns/list-layout.ts'
import { MessageList } from './message-list.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { NothingShown } from './nothing-shown.tsx'
import type { TopicPlace } from './place.url.ts'
import { ScanFault } from './scan-fault.tsx'
import type { Pace } from './scan-pace.ts'
import { coverageWords, cutWords, holdsBack } from './status-words.ts'
import type { useRecordSteps } from './use-record-steps.ts'

interface MessagesBodyProps {
  snapshot: ScanSnapshot
  query: MessagesQuery
  queryKey: string
  narrow: boolean
  /** The record that the open one is compared with. */
  pinned: TopicPlace | null
  layout: ListLayout
  steps: ReturnType<typeof useRecordSteps>
  onQuery: (part: Partial<MessagesQuery>) => void
  onRetry: () => void
  onContinue: () => void
}

/** The list, or what stands in its place: a failure with nothing to show, or the reason why there is nothing. */
export function MessagesBody(props: MessagesBodyProps) {
  const { snapshot, query, queryKey, narrow, pinned, layout, steps, onQuery, onRetry, onContinue } = props
  const { t } = useText()
  const { phase, rows, error, pace } = snapshot
  const { find } = query
  const failed = phase === 'failed' || phase === 'cut'
  if (rows.length === 0 && phase === 'failed') {
    return (
      <div className="min-h-0 flex-1 overflow-auto">
        <ErrorPanel error={error} title={t('messages.failed')} onRetry={onRetry} />
      </div>
    )
  }
  if (rows.length === 0 && phase === 'cut' && error instanceof StreamCut) {
    return (
      <div className="min-h-0 flex-1 overflow-auto">
        <EmptyState title={t('messages.failed')} reason={cutWords(error, t)}>
          <Button onClick={onRetry}>{t('messages.retry')}</Button>
        </EmptyState>
      </div>
    )
  }
  if (rows.length === 0 && phase === 'ended') {
    return (
      <div className="min-h-0 flex-1 overflow-auto">
        <NothingShown snapshot={snapshot} query={query} onQuery={onQuery} onContinue={onContinue} />
      </div>
    )
  }
  if (rows.length === 0 && phase === 'running' && snapshot.filtered && pace !== null) {
    return (
      <div className="min-h-0 flex-1 overflow-auto">
        <EmptyState title={t('find.searching')} reason={<SearchedSoFar snapshot={snapshot} pace={pace} />} />
      </div>
    )
  }
  return (
    <>
      {failed && <ScanFault error={error} onRetry={onRetry} />}
      <div className="min-h-0 flex-1">
        <MessageList
          snapshot={snapshot}
          queryKey={queryKey}
          find={snapshot.stale ? null : find}
          narrow={narrow}
          layout={layout}
          active={steps.active}
          onActive={steps.activate}
          selected={steps.selected}
          pinned={pinned}
          onOpen={steps.open}
        />
      </div>
    </>
  )
}

function SearchedSoFar({ snapshot, pace }: { snapshot: ScanSnapshot; pace: Pace }) {
  const { t } = useText()
  return (
    <>
      <p className="tabular-nums">{coverageWords(pace, t)}</p>
      {holdsBack(snapshot) && <p>{t('find.holdsBack')}</p>}
    </>
  )
}
