import type { Message } from '@sluice/shared/messages'
import { ArrowLeftRight, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { PartitionMark } from '../partition-mark.tsx'
import { ShortTime } from '../short-time.tsx'
import type { ComparePlace } from './compare.url.ts'

interface Compared {
  place: ComparePlace
  message: Message | null
}

interface CompareHeaderProps {
  topic: string
  a: Compared
  b: Compared
  /** Null where they cannot change places: the pinned one is of another topic. */
  onSwap: (() => void) | null
  onLeave: () => void
}

/** Which two records are compared; the pinned one stands left. */
export function CompareHeader({ topic, a, b, onSwap, onLeave }: CompareHeaderProps) {
  const { t } = useText()
  return (
    <header className="flex items-center gap-1 border-hairline border-b px-3 py-1.5">
      <h2 className="sr-only">{t('compare.label')}</h2>
      <Side name="A" topic={topic} {...a} />
      <IconButton
        label={t('compare.swap')}
        icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
        disabled={onSwap === null}
        onClick={() => onSwap?.()}
      />
      <Side name="B" topic={topic} {...b} />
      <IconButton
        label={t('compare.leave')}
        keys="Esc"
        icon={<X aria-hidden="true" className="size-4" />}
        onClick={onLeave}
      />
    </header>
  )
}

function Side({ name, topic, place, message }: Compared & { name: string; topic: string }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="flex items-center gap-2">
        <span aria-hidden="true" className="rounded bg-surface-sunken px-1.5 font-medium text-meta">
          {name}
        </span>
        <PartitionMark partition={place.partition} />
        <span className="truncate font-mono font-medium">{formatCount(place.offset)}</span>
      </p>
      <p className="flex h-5 items-center gap-2 text-ink-muted text-meta">
        {place.topic !== null && place.topic !== topic && (
          <span className="truncate font-mono">{place.topic}</span>
        )}
        {message && <ShortTime timestamp={message.timestamp} />}
      </p>
    </div>
  )
}
