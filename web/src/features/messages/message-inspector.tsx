import type { Message } from '@sluice/shared/messages'
import type { Find } from '@sluice/shared/messages-find'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes } from '#lib/number-format.ts'
import { usePayloadScan } from '#ui/payload/payload-view.tsx'
import type { PayloadView as View } from '#ui/payload/payload-views.ts'
import { suitableView } from '#ui/payload/suitable-view.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { CutNote } from './cut-note.tsx'
import { patternOf } from './find-pattern.ts'
import { HeadersTable } from './headers-table.tsx'
import { messageQuery } from './messages.queries.ts'
import type { RecordPlace, RecordTab } from './messages.url.ts'
import { PartView } from './part-view.tsx'
import { RecordFacts } from './record-facts.tsx'
import { RecordFault } from './record-fault.tsx'
import { RecordHeader } from './record-header.tsx'

interface MessageInspectorProps {
  cluster: string
  topic: string
  place: RecordPlace
  /** The record as the list has it: shown until the whole one is here. */
  listed: Message | null
  /** What the list was searched for: it is looked for in here as well. */
  find: Find | null
  tab: RecordTab
  view: View | null
  onTab: (tab: RecordTab) => void
  onView: (view: View) => void
  onPlace: (place: RecordPlace) => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

/** One message, whole, beside the list. */
export function MessageInspector(props: MessageInspectorProps) {
  const { cluster, topic, place, listed, onPlace, onStep, onClose } = props
  const { t } = useText()
  const { data, error, refetch } = useQuery(messageQuery(cluster, topic, place))
  const message = data ?? listed
  return (
    <aside aria-label={t('messages.inspector')} className="flex h-full flex-col">
      <RecordHeader
        cluster={cluster}
        topic={topic}
        place={place}
        message={message}
        control={data?.control ?? null}
        onStep={onStep}
        onClose={onClose}
      />
      {error !== null && (
        <RecordFault
          error={error}
          partition={place.partition}
          onPlace={onPlace}
          onRetry={() => void refetch()}
        />
      )}
      {message === null && error === null && <Waiting />}
      {message !== null && error === null && <RecordTabs {...props} message={message} whole={data ?? null} />}
    </aside>
  )
}

interface RecordTabsProps extends MessageInspectorProps {
  message: Message
  whole: Parameters<typeof RecordFacts>[0]['whole']
}

function RecordTabs({ cluster, message, whole, place, find, tab, view, onTab, onView }: RecordTabsProps) {
  const { t } = useText()
  const payload = tab === 'key' ? message.key : message.value
  const scan = usePayloadScan(payload)
  const shownView = payload === null ? null : (view ?? suitableView(payload, scan))
  const isPart = tab === 'value' || tab === 'key'
  const loading = isPart && payload?.truncated === true && whole === null
  return (
    <Tabs
      label={t('messages.tabs')}
      value={tab}
      onChange={onTab}
      tabs={[
        { id: 'value', label: t('messages.tabValue') },
        { id: 'key', label: t('messages.tabKey') },
        { id: 'headers', label: t('messages.tabHeaders'), count: message.headers.length },
        { id: 'metadata', label: t('messages.tabMetadata') },
      ]}
    >
      {loading && (
        <p role="status" className="px-3 py-1.5 text-ink-muted text-meta">
          {t('messages.loadingWhole', { size: formatBytes(payload.size) })}
        </p>
      )}
      {tab === 'headers' && <HeadersTable headers={message.headers} pattern={patternOf(find, 'headers')} />}
      {tab === 'metadata' && <RecordFacts message={message} whole={whole} />}
      {isPart && whole !== null && payload?.truncated && (
        <CutNote cluster={cluster} message={message} part={tab} payload={payload} />
      )}
      {isPart && !loading && (
        <PartView
          id={`${place.partition}:${place.offset}`}
          part={tab}
          payload={payload}
          view={shownView}
          scan={scan}
          find={find?.in.includes(tab) ? find : null}
          onView={onView}
        />
      )}
    </Tabs>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-3 p-4">
      {['w-1/3', 'w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  )
}
