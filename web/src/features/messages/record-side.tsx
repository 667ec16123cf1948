import type { Message } from '@sluice/shared/messages'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import type { ListLayout } from './columns/list-layout.ts'
import { isPinned } from './compare/compare.url.ts'
import { CompareView } from './compare/compare-view.tsx'
import { MessageInspector } from './message-inspector.tsx'
import type { MessagesUrl, RecordPlace } from './messages.url.ts'

interface RecordSideProps {
  cluster: string
  topic: string
  url: MessagesUrl
  record: RecordPlace
  /** The record as the list has it: shown until the whole one is here. */
  listed: Message | null
  layout: ListLayout
  onUrl: (part: Partial<MessagesUrl>, options?: { replace?: boolean }) => void
  onStep: (by: 1 | -1) => void
}

/** What stands beside the list: the open record, or what differs between it and the pinned one. */
export function RecordSide({ cluster, topic, url, record, listed, layout, onUrl, onStep }: RecordSideProps) {
  const { t } = useText()
  const { compare, tab, view } = url
  const pinned = isPinned(compare, record)
  const toggle = useMemo(
    () => () => onUrl({ compare: compare === null ? { ...record, topic: null } : null }),
    [compare, record, onUrl],
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
    onPlace: (next: RecordPlace) => onUrl({ record: next }),
  }
  if (compare !== null && !pinned) {
    const swap = () => onUrl({ compare: { ...record, topic: null }, record: compare })
    return (
      <CompareView
        {...shared}
        pinned={compare}
        onSwap={compare.topic === null ? swap : null}
        onLeave={() => onUrl({ compare: null })}
      />
    )
  }
  return (
    <MessageInspector
      {...shared}
      listed={listed}
      find={url.find}
      isolation={url.isolation}
      layout={layout}
      pinned={pinned}
      onPin={toggle}
      onCompare={(before, after) =>
        onUrl({ compare: { ...before, topic: null }, record: after, tab: 'value', view: null })
      }
      onStep={onStep}
      onClose={() => onUrl({ record: null, compare: null })}
    />
  )
}
