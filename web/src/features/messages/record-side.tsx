import type { Message } from '@sluice/shared/messages'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import type { ListLayout } from './columns/list-layout.ts'
import { CompareView } from './compare/compare-view.tsx'
import { MessageInspector } from './message-inspector.tsx'
import type { MessagesUrl } from './messages.url.ts'
import { isSamePlace, placeIn, placeOf, type RecordPlace, type TopicPlace } from './place.url.ts'

interface RecordSideProps {
  cluster: string
  /** The topic of the page; null where it shows several. */
  own: string | null
  url: MessagesUrl
  record: TopicPlace
  /** The record as the list has it: shown until the whole one is here. */
  listed: Message | null
  layout: ListLayout
  onUrl: (part: Partial<MessagesUrl>, options?: { replace?: boolean }) => void
  onStep: (by: 1 | -1) => void
}

/** What stands beside the list: the open record, or what differs between it and the pinned one. */
export function RecordSide({ cluster, own, url, record, listed, layout, onUrl, onStep }: RecordSideProps) {
  const { t } = useText()
  const { tab, view } = url
  const { topic } = record
  const compare = placeIn(url.compare, own)
  const pinned = compare !== null && isSamePlace(compare, record)
  const unpinned = url.compare === null
  const toggle = useMemo(
    () => () => onUrl({ compare: unpinned ? placeOf(record, own) : null }),
    [unpinned, record, own, onUrl],
  )
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ group: 'lists', id: 'messages.compare', keys: 'c', label: t('compare.key'), run: toggle }],
      [t, toggle],
    ),
  )
  const shared = {
    cluster,
    topic,
    place: record,
    tab,
    view,
    onTab: (next: MessagesUrl['tab']) => onUrl({ tab: next }, { replace: true }),
    onView: (next: NonNullable<MessagesUrl['view']>) => onUrl({ view: next }, { replace: true }),
    onPlace: (next: RecordPlace) => onUrl({ record: placeOf({ ...next, topic }, own) }),
  }
  if (compare !== null && !pinned) {
    const swap = () => onUrl({ compare: placeOf(record, own), record: placeOf(compare, own) })
    return <CompareView {...shared} pinned={compare} onSwap={swap} onLeave={() => onUrl({ compare: null })} />
  }
  return (
    <MessageInspector
      {...shared}
      named={own !== topic}
      listed={listed}
      find={url.find}
      isolation={url.isolation}
      layout={layout}
      pinned={pinned}
      onPin={toggle}
      onCompare={(before, after) =>
        onUrl({
          compare: placeOf({ ...before, topic }, own),
          record: placeOf({ ...after, topic }, own),
          tab: 'value',
          view: null,
        })
      }
      onStep={onStep}
      onClose={() => onUrl({ record: null, compare: null })}
    />
  )
}
