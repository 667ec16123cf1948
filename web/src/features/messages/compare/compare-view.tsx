import type { MessageDetail } from '@sluice/shared/messages-detail'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { Tabs } from '#ui/tabs.tsx'
import { messageQuery } from '../messages.queries.ts'
import type { RecordTab } from '../messages.url.ts'
import type { RecordPlace, TopicPlace } from '../place.url.ts'
import { RecordFault } from '../record-fault.tsx'
import { Waiting } from '../record-waiting.tsx'
import { CompareHeader } from './compare-header.tsx'
import { HeaderDifferences } from './header-differences.tsx'
import { wholeHeader } from './header-pairs.ts'
import { MetadataDifferences } from './metadata-differences.tsx'
import { PayloadComparison } from './payload-comparison.tsx'

interface CompareViewProps {
  cluster: string
  topic: string
  /** The record that stays while others are chosen. */
  pinned: TopicPlace
  place: RecordPlace
  tab: RecordTab
  view: PayloadView | null
  onTab: (tab: RecordTab) => void
  onView: (view: PayloadView) => void
  onSwap: () => void
  onLeave: () => void
  onPlace: (place: RecordPlace) => void
}

/** Two records side by side: what differs in their values, keys, headers and metadata. */
export function CompareView(props: CompareViewProps) {
  const { cluster, topic, pinned, place, onSwap, onLeave, onPlace } = props
  const { t } = useText()
  const a = useQuery(messageQuery(cluster, pinned.topic, pinned))
  const b = useQuery(messageQuery(cluster, topic, place))
  const failed = a.error ? { query: a, at: pinned } : b.error ? { query: b, at: place } : null
  return (
    <aside aria-label={t('compare.label')} className="flex h-full flex-col">
      <CompareHeader
        a={{ place: pinned, message: a.data ?? null }}
        b={{ place: { ...place, topic }, message: b.data ?? null }}
        onSwap={onSwap}
        onLeave={onLeave}
      />
      {failed !== null && (
        <RecordFault
          error={failed.query.error}
          partition={failed.at.partition}
          onPlace={onPlace}
          onRetry={() => void failed.query.refetch()}
        />
      )}
      {failed === null && (a.data === undefined || b.data === undefined) && <Waiting />}
      {a.data && b.data && <Compared {...props} a={a.data} b={b.data} />}
    </aside>
  )
}

type ComparedProps = CompareViewProps & { a: MessageDetail; b: MessageDetail }

function Compared({ a, b, tab, view, onTab, onView }: ComparedProps) {
  const { t } = useText()
  const shown = tab === 'around' || tab === 'history' ? 'value' : tab
  const headersDiffer = a.headers.map(wholeHeader).join() !== b.headers.map(wholeHeader).join()
  return (
    <Tabs
      label={t('messages.tabs')}
      value={shown}
      onChange={onTab}
      tabs={[
        { id: 'value', label: t('messages.tabValue') },
        { id: 'key', label: t('messages.tabKey') },
        { id: 'headers', label: t('messages.tabHeaders'), ...(headersDiffer && { count: '≠' }) },
        { id: 'metadata', label: t('messages.tabMetadata') },
      ]}
    >
      {shown === 'headers' && <HeaderDifferences a={a} b={b} />}
      {shown === 'metadata' && <MetadataDifferences a={a} b={b} />}
      {(shown === 'value' || shown === 'key') && (
        <PayloadComparison
          key={`${shown} ${a.topic} ${a.partition} ${a.offset} ${b.partition} ${b.offset} ${view}`}
          a={a[shown]}
          b={b[shown]}
          view={view}
          onView={onView}
        />
      )}
    </Tabs>
  )
}
