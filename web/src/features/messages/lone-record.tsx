import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { formatCount } from '#lib/number-format.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { LoneRecordTabs } from './lone-record-tabs.tsx'
import { messageQuery } from './messages.queries.ts'
import { PartitionMark } from './partition-mark.tsx'
import type { TopicPlace } from './place.url.ts'
import { RecordFault } from './record-fault.tsx'
import { RecordTime } from './record-time.tsx'
import { TransactionBadge } from './transactions/transaction-badge.tsx'

interface LoneRecordProps {
  cluster: string
  place: TopicPlace
  /** Why it is open, above what it holds. */
  children: ReactNode
  onPlace: (place: TopicPlace) => void
  onClose: () => void
}

const ICON = 'size-4'

/** One message, whole, beside something other than a list of messages. */
export function LoneRecord({ cluster, place, children, onPlace, onClose }: LoneRecordProps) {
  const { t } = useText()
  const { topic, partition, offset } = place
  const { data, error, refetch } = useQuery(messageQuery(cluster, topic, place))
  const [tab, setTab] = useState<'value' | 'key' | 'headers' | 'metadata' | 'around'>('value')
  const step = useMemo(
    () => (by: bigint) => {
      const next = BigInt(offset) + by
      if (next >= 0n) onPlace({ topic, partition, offset: next.toString() })
    },
    [topic, partition, offset, onPlace],
  )
  useKeyCommands(
    useMemo<KeyCommand[]>(() => {
      const list = { group: 'lists' } as const
      return [
        { ...list, id: 'record.next', keys: ']', label: t('messages.keyNext'), run: () => step(1n) },
        { ...list, id: 'record.previous', keys: '[', label: t('messages.keyPrevious'), run: () => step(-1n) },
        { ...list, id: 'record.close', keys: 'escape', label: t('messages.close'), run: onClose },
      ]
    }, [t, step, onClose]),
  )
  const fault = error && (
    <RecordFault
      error={error}
      partition={partition}
      onPlace={(next) => onPlace({ ...next, topic })}
      onRetry={() => void refetch()}
    />
  )
  return (
    <aside aria-label={t('messages.inspector')} className="flex h-full flex-col">
      <header className="border-hairline border-b px-3 py-1.5">
        <div className="flex items-center gap-1">
          <h2 className="flex min-w-0 items-center gap-2 font-medium">
            <PartitionMark partition={partition} label={t('messages.columnPartitionTip')} />
            <span className="truncate">
              <span className="font-normal text-ink-muted">{t('messages.offset')}</span>{' '}
              <span className="font-mono">{formatCount(offset)}</span>
            </span>
          </h2>
          <CopyButton label={t('messages.copyPlace')} text={`${topic} ${partition} ${offset}`} />
          <span className="ml-auto" />
          <IconButton
            label={t('messages.previous')}
            keys="["
            icon={<ChevronUp aria-hidden="true" className={ICON} />}
            onClick={() => step(-1n)}
          />
          <IconButton
            label={t('messages.next')}
            keys="]"
            icon={<ChevronDown aria-hidden="true" className={ICON} />}
            onClick={() => step(1n)}
          />
          <IconButton
            label={t('messages.close')}
            keys="Esc"
            icon={<X aria-hidden="true" className={ICON} />}
            onClick={onClose}
          />
        </div>
        <p className="pb-0.5">
          <Link
            to="/clusters/$cluster/topics/$topic/messages"
            params={{ cluster, topic }}
            search={{ from: `offset:${offset}`, p: String(partition), record: `${partition}:${offset}` }}
            className="hover:text-accent hover:underline"
          >
            <TopicMark topic={topic} />
          </Link>
        </p>
        {data && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-0.5 text-ink-muted text-meta">
            <RecordTime timestamp={data.timestamp} />
            <TransactionBadge message={data} />
          </div>
        )}
      </header>
      {children}
      <LoneRecordTabs
        cluster={cluster}
        place={place}
        message={data ?? null}
        fault={fault}
        tab={tab}
        onTab={setTab}
        onPlace={onPlace}
      />
    </aside>
  )
}
