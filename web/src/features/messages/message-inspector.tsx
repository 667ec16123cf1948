import type { Message } from '@sluice/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { PinNote } from './compare/pin-note.tsx'
import { SameKeyStrip } from './history/same-key-strip.tsx'
import { useSameKey } from './history/use-same-key.ts'
import { messageQuery } from './messages.queries.ts'
import { RecordFault } from './record-fault.tsx'
import { RecordHeader } from './record-header.tsx'
import { RecordTabs, type RecordTabsOptions } from './record-tabs.tsx'

interface MessageInspectorProps extends RecordTabsOptions {
  /** Its topic is not that of the page, and so is said. */
  named: boolean
  /** The record as the list has it: shown until the whole one is here. */
  listed: Message | null
  /** Others are to be compared with this one. */
  pinned: boolean
  onPin: () => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

/** One message, whole, beside the list. */
export function MessageInspector(props: MessageInspectorProps) {
  const { cluster, topic, named, place, listed, pinned, isolation, onPlace, onStep, onPin, onClose } = props
  const { t } = useText()
  const { data, error, refetch } = useQuery(messageQuery(cluster, topic, place))
  const message = data ?? listed
  const sameKey = useSameKey({ cluster, topic, place, message, isolation, onPlace })
  const { go } = sameKey
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [
        {
          group: 'lists',
          id: 'messages.nextOfKey',
          keys: '}',
          label: t('inspect.keyNext'),
          run: () => go(1),
        },
        {
          group: 'lists',
          id: 'messages.previousOfKey',
          keys: '{',
          label: t('inspect.keyPrevious'),
          run: () => go(-1),
        },
      ],
      [t, go],
    ),
  )
  return (
    <aside aria-label={t('messages.inspector')} className="flex h-full flex-col">
      <RecordHeader
        cluster={cluster}
        topic={topic}
        named={named}
        place={place}
        message={message}
        whole={data ?? null}
        control={data?.control ?? null}
        sameKey={sameKey}
        pinned={pinned}
        onPin={onPin}
        onStep={onStep}
        onClose={onClose}
      />
      {pinned && <PinNote onLeave={onPin} />}
      <SameKeyStrip sameKey={sameKey} />
      <RecordTabs
        {...props}
        message={message}
        whole={data ?? null}
        fault={
          error && (
            <RecordFault
              error={error}
              partition={place.partition}
              onPlace={onPlace}
              onRetry={() => void refetch()}
            />
          )
        }
      />
    </aside>
  )
}
