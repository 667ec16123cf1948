import type { Message } from '@sluice/shared/messages'
import type { MessageDetail } from '@sluice/shared/messages-detail'
import { ChevronDown, ChevronUp, GitCompareArrows, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { CopyMenu } from './copy-menu.tsx'
import { SameKeyButtons } from './history/same-key-buttons.tsx'
import type { SameKey } from './history/use-same-key.ts'
import { AllWithKey } from './key/all-with-key.tsx'
import { PartitionMark } from './partition-mark.tsx'
import type { RecordPlace } from './place.url.ts'
import { ResendButton } from './produce/resend-button.tsx'
import { RecordTime } from './record-time.tsx'
import { RepublishOne } from './republish-link.tsx'
import { TransactionBadge } from './transactions/transaction-badge.tsx'

interface RecordHeaderProps {
  cluster: string
  topic: string
  /** Its topic is said. */
  named: boolean
  place: RecordPlace
  message: Message | null
  /** The record itself, once it is here. */
  whole: MessageDetail | null
  control: MessageDetail['control']
  sameKey: SameKey
  /** Others are to be compared with this one. */
  pinned: boolean
  onPin: () => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

const ICON = 'size-4'

/** Which message it is, when it was written, and what can be done with it. */
export function RecordHeader({
  cluster,
  topic,
  named,
  place,
  message,
  whole,
  control,
  sameKey,
  pinned,
  onPin,
  onStep,
  onClose,
}: RecordHeaderProps) {
  const { t } = useText()
  const { partition, offset } = place
  return (
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
          label={pinned ? t('compare.unpin') : t('compare.pin')}
          keys="C"
          aria-pressed={pinned}
          icon={<GitCompareArrows aria-hidden="true" className={ICON} />}
          className={pinned ? 'text-accent' : undefined}
          onClick={onPin}
        />
        <IconButton
          label={t('messages.previous')}
          keys="["
          icon={<ChevronUp aria-hidden="true" className={ICON} />}
          onClick={() => onStep(-1)}
        />
        <IconButton
          label={t('messages.next')}
          keys="]"
          icon={<ChevronDown aria-hidden="true" className={ICON} />}
          onClick={() => onStep(1)}
        />
        <RepublishOne cluster={cluster} place={{ topic, ...place }} />
        {whole && <ResendButton cluster={cluster} whole={whole} />}
        {message && <CopyMenu cluster={cluster} message={message} />}
        <IconButton
          label={t('messages.close')}
          keys="Esc"
          icon={<X aria-hidden="true" className={ICON} />}
          onClick={onClose}
        />
      </div>
      {named && (
        <p className="pb-0.5">
          <TopicMark topic={topic} />
        </p>
      )}
      {message && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-0.5 text-ink-muted text-meta">
          <RecordTime timestamp={message.timestamp} />
          <TransactionBadge message={whole ?? message} />
          {control && <Badge tone="attention">{controlWords(control, t)}</Badge>}
          <SameKeyButtons sameKey={sameKey}>
            <AllWithKey payload={(whole ?? message).key} />
          </SameKeyButtons>
        </div>
      )}
    </header>
  )
}

function controlWords(
  control: NonNullable<MessageDetail['control']>,
  t: ReturnType<typeof useText>['t'],
): string {
  if (control === 'commit') return t('messages.controlCommit')
  return control === 'abort' ? t('messages.controlAbort') : t('messages.controlOther')
}
