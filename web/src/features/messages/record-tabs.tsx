import type { Isolation, Message } from '@sluice/shared/messages'
import type { MessageDetail } from '@sluice/shared/messages-detail'
import type { Find } from '@sluice/shared/messages-find'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { Tabs } from '#ui/tabs.tsx'
import { AroundView } from './around/around-view.tsx'
import type { ListLayout } from './columns/list-layout.ts'
import { patternOf } from './find-pattern.ts'
import { HeadersTable } from './headers-table.tsx'
import { HistoryView } from './history/history-view.tsx'
import type { RecordTab } from './messages.url.ts'
import type { RecordPlace } from './place.url.ts'
import { RecordFacts } from './record-facts.tsx'
import { RecordPart } from './record-part.tsx'
import { Waiting } from './record-waiting.tsx'

/** What the tabs of a record need beside the record itself. */
export interface RecordTabsOptions {
  cluster: string
  topic: string
  place: RecordPlace
  /** What the list was searched for: it is looked for in here as well. */
  find: Find | null
  isolation: Isolation
  /** How the list stands that values of the record are filtered by and made columns of. */
  layout: ListLayout
  tab: RecordTab
  view: PayloadView | null
  onCompare: (before: RecordPlace, after: RecordPlace) => void
  onTab: (tab: RecordTab) => void
  onView: (view: PayloadView) => void
  onPlace: (place: RecordPlace) => void
}

interface RecordTabsProps extends RecordTabsOptions {
  /** Null until anything of it is here. */
  message: Message | null
  whole: MessageDetail | null
  /** Why the record itself cannot be shown; what stands around it can all the same. */
  fault: ReactNode | null
}

/** The parts of a record, and what stands around it: in its partition, and among the versions of its key. */
export function RecordTabs(props: RecordTabsProps) {
  const { message, fault, tab, onTab } = props
  const { t } = useText()
  return (
    <Tabs
      label={t('messages.tabs')}
      value={tab}
      onChange={onTab}
      tabs={[
        { id: 'value', label: t('messages.tabValue') },
        { id: 'key', label: t('messages.tabKey') },
        { id: 'headers', label: t('messages.tabHeaders'), count: message?.headers.length },
        { id: 'metadata', label: t('messages.tabMetadata') },
        { id: 'around', label: t('inspect.tabAround') },
        { id: 'history', label: t('inspect.tabHistory') },
      ]}
    >
      {tab === 'around' ? (
        <AroundView cluster={props.cluster} topic={props.topic} place={props.place} onPlace={props.onPlace} />
      ) : fault !== null ? (
        fault
      ) : message === null ? (
        <Waiting />
      ) : (
        <TabOf {...props} message={message} />
      )}
    </Tabs>
  )
}

function TabOf(props: RecordTabsProps & { message: Message }) {
  const { cluster, topic, message, whole, place, find, tab, view, isolation, onView } = props
  switch (tab) {
    case 'headers':
      return <HeadersTable headers={message.headers} pattern={patternOf(find, 'headers')} />
    case 'metadata':
      return <RecordFacts message={message} whole={whole} />
    case 'history':
      return (
        <HistoryView
          cluster={cluster}
          topic={topic}
          message={message}
          isolation={isolation}
          onPlace={props.onPlace}
          onCompare={props.onCompare}
        />
      )
    case 'around':
      return null
    default:
      return (
        <RecordPart
          cluster={cluster}
          message={message}
          whole={whole}
          id={`${place.partition}:${place.offset}`}
          part={tab}
          view={view}
          find={find}
          layout={props.layout}
          onView={onView}
        />
      )
  }
}
