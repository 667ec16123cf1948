import type { MessageDetail } from '@sluice/shared/messages-detail'
import { type ReactNode, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { Tabs } from '#ui/tabs.tsx'
import { AroundView } from './around/around-view.tsx'
import { HeadersTable } from './headers-table.tsx'
import type { TopicPlace } from './place.url.ts'
import { RecordFacts } from './record-facts.tsx'
import { RecordPayload } from './record-payload.tsx'
import { Waiting } from './record-waiting.tsx'

type LoneTab = 'value' | 'key' | 'headers' | 'metadata' | 'around'

interface LoneRecordTabsProps {
  cluster: string
  place: TopicPlace
  /** Null until it is here. */
  message: MessageDetail | null
  /** Why it cannot be shown; what stands around it can all the same. */
  fault: ReactNode | null
  tab: LoneTab
  onTab: (tab: LoneTab) => void
  onPlace: (place: TopicPlace) => void
}

/** The parts of a record that stands alone, and its neighbours. */
export function LoneRecordTabs(props: LoneRecordTabsProps) {
  const { cluster, place, message, fault, tab, onTab, onPlace } = props
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
      ]}
    >
      {tab === 'around' ? (
        <AroundView
          cluster={cluster}
          topic={place.topic}
          place={place}
          onPlace={(next) => onPlace({ ...next, topic: place.topic })}
        />
      ) : fault !== null ? (
        fault
      ) : message === null ? (
        <Waiting />
      ) : (
        <TabOf cluster={cluster} place={place} message={message} tab={tab} />
      )}
    </Tabs>
  )
}

interface TabOfProps {
  cluster: string
  place: TopicPlace
  message: MessageDetail
  tab: Exclude<LoneTab, 'around'>
}

function TabOf({ cluster, place, message, tab }: TabOfProps) {
  const [view, setView] = useState<PayloadView | null>(null)
  if (tab === 'headers') return <HeadersTable headers={message.headers} pattern={null} />
  if (tab === 'metadata') return <RecordFacts message={message} whole={message} />
  return (
    <RecordPayload
      cluster={cluster}
      message={message}
      whole={message}
      id={`${place.partition}:${place.offset}`}
      part={tab}
      view={view}
      find={null}
      onView={setView}
    />
  )
}
