import type { Message } from '@sluice/shared/messages'
import type { ReplayPreview } from '@sluice/shared/replay-plan'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { Comparison } from './page-parts.ts'

interface PreviewViewProps {
  preview: readonly ReplayPreview[]
  comparison: Comparison
}

/** Real records as they are and as they would be written, one at a time. */
export function PreviewView({ preview, comparison: Compared }: PreviewViewProps) {
  const { t } = useText()
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, Math.max(0, preview.length - 1))
  const shown = preview[at]
  if (shown === undefined)
    return (
      <Section title={t('republish.preview')}>
        <p className="px-3 pb-2.5 text-ink-muted">{t('republish.previewNone')}</p>
      </Section>
    )
  const { before, after, why } = shown
  return (
    <Section
      title={t('republish.preview')}
      aside={
        <span className="flex items-center gap-1">
          <IconButton
            label={t('republish.previewBack')}
            className="!size-6"
            disabled={at === 0}
            icon={<ChevronLeft aria-hidden="true" className="size-4" />}
            onClick={() => setChosen(at - 1)}
          />
          <span className="tabular-nums">
            {t('republish.previewOf', { at: formatCount(at + 1), of: formatCount(preview.length) })}
          </span>
          <IconButton
            label={t('republish.previewNext')}
            className="!size-6"
            disabled={at === preview.length - 1}
            icon={<ChevronRight aria-hidden="true" className="size-4" />}
            onClick={() => setChosen(at + 1)}
          />
        </span>
      }
    >
      <div className="grid grid-cols-2 gap-x-3 px-3 pb-2">
        <Side name={t('republish.before')} message={before} other={after} offset />
        {after ? (
          <Side name={t('republish.after')} message={after} other={before} offset={false} />
        ) : (
          <p className="flex gap-2">
            <span className="flex h-5 items-center">
              <StateMark tone="attention" />
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {t('republish.previewLeft')} {why}
            </span>
          </p>
        )}
      </div>
      {after && (
        <div className="flex h-72 flex-col border-hairline border-t">
          <Compared
            key={`${before.topic} ${before.partition} ${before.offset}`}
            before={before}
            after={after}
          />
        </div>
      )}
    </Section>
  )
}

interface SideProps {
  name: string
  message: Message
  other: Message | null
  /** Its offset is its own. */
  offset: boolean
}

/** Whose it is, and when; what differs from the other side is marked. */
function Side({ name, message, other, offset }: SideProps) {
  const zone = useTimeZone()
  const instant = formatInstant(Number(message.timestamp), zone)
  const mark = (same: boolean) => (same || other === null ? '' : 'bg-attention-soft')
  return (
    <div className="min-w-0">
      <p className="text-ink-faint text-meta">{name}</p>
      <p className={mark(message.topic === other?.topic)}>
        <TopicMark topic={message.topic} />
      </p>
      <p className="font-mono text-meta tabular-nums">
        <span className={mark(message.partition === other?.partition)}>p{message.partition}</span>
        {offset && <span> @ {formatCount(message.offset)}</span>}
      </p>
      <p className={`font-mono text-meta tabular-nums ${mark(message.timestamp === other?.timestamp)}`}>
        {instant === null ? String(message.timestamp) : `${instant.date} ${instant.time}`}
      </p>
    </div>
  )
}
