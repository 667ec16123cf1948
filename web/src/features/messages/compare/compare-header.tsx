import type { Message } from '@sluice/shared/messages'
import { ArrowLeftRight, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { PartitionMark } from '../partition-mark.tsx'
import type { TopicPlace } from '../place.url.ts'
import { ShortTime } from '../short-time.tsx'

interface Compared {
  place: TopicPlace
  message: Message | null
}

interface CompareHeaderProps {
  a: Compared
  b: Compared
  onSwap: () => void
  onLeave: () => void
}

/** Which two records are compared; the pinned one stands left. */
export function CompareHeader({ a, b, onSwap, onLeave }: CompareHeaderProps) {
  const { t } = useText()
  const named = a.place.topic !== b.place.topic
  return (
    <header className="flex items-center gap-1 border-hairline border-b px-3 py-1.5">
      <h2 className="sr-only">{t('compare.label')}</h2>
      <Side name="A" named={named} {...a} />
      <IconButton
        label={t('compare.swap')}
        icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
        onClick={onSwap}
      />
      <Side name="B" named={named} {...b} />
      <IconButton
        label={t('compare.leave')}
        keys="Esc"
        icon={<X aria-hidden="true" className="size-4" />}
        onClick={onLeave}
      />
    </header>
  )
}

/** `named`: the two are of different topics. */
function Side({ name, named, place, message }: Compared & { name: string; named: boolean }) {
  const { t } = useText()
  return (
    <div className="min-w-0 flex-1">
      <p className="flex items-center gap-2">
        <span aria-hidden="true" className="rounded bg-surface-sunken px-1.5 font-medium text-meta">
          {name}
        </span>
        <PartitionMark partition={place.partition} />
        <span className="text-ink-muted text-meta">{t('messages.columnOffset')}</span>
        <span className="truncate font-medium font-mono">{formatCount(place.offset)}</span>
      </p>
      {named && (
        <p className="flex h-5 items-center">
          <TopicMark topic={place.topic} />
        </p>
      )}
      <p className="flex h-5 items-center gap-2 text-ink-muted text-meta">
        {message && <ShortTime timestamp={message.timestamp} />}
      </p>
    </div>
  )
}
