import type { Payload } from '@sluice/shared/messages'
import { createPortal } from 'react-dom'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import type { PlayEvent } from '#lib/play-engine.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { hexDigits } from '#ui/payload/hex.ts'
import { payloadBytes } from '#ui/payload/payload-bytes.ts'
import { TopicMark } from '#ui/topic-mark.tsx'
import { lateWords } from './late-words.ts'

interface EventTipProps {
  events: readonly PlayEvent[]
  x: number
  y: number
}

const SHOWN = 5
const CHARS = 120
const WIDTH_PX = 420

/** What stands under the pointer. */
export function EventTip({ events, x, y }: EventTipProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const below = y < window.innerHeight - 180
  return createPortal(
    <div
      aria-hidden="true"
      className="pointer-events-none fixed z-50 flex w-max max-w-[420px] flex-col gap-1.5 rounded-md border border-hairline bg-surface-raised px-2.5 py-1.5 text-meta shadow-lift"
      style={{
        left: Math.max(8, Math.min(x + 14, window.innerWidth - WIDTH_PX - 8)),
        ...(below ? { top: y + 14 } : { bottom: window.innerHeight - y + 14 }),
      }}
    >
      {events.length > SHOWN && (
        <p className="font-medium">
          {t('play.heap', { count: events.length, text: formatCount(events.length) })}
        </p>
      )}
      {events.slice(0, SHOWN).map((event) => {
        const { message, at } = event
        const instant = formatInstant(at - event.lateMs, zone)
        return (
          <div key={`${message.topic}/${message.partition}/${message.offset}`} className="min-w-0">
            <p className="flex items-center gap-2 text-ink-muted tabular-nums">
              <span className="text-ink">{instant?.time}</span>
              <TopicMark topic={message.topic} />
              <span className="font-mono">
                {message.partition}:{formatCount(message.offset)}
              </span>
            </p>
            <p className="truncate font-mono">
              {message.key && <span className="text-ink-muted">{brief(message.key)} </span>}
              {message.value === null ? t('play.noValue') : brief(message.value)}
            </p>
            {event.lateMs > 0 && <p className="text-attention">{lateWords(event.lateMs, language, t)}</p>}
          </div>
        )
      })}
      <p className="text-ink-faint">{t('play.open')}</p>
    </div>,
    document.body,
  )
}

function brief(payload: Payload): string {
  if (payload.encoding === 'base64') return hexDigits(payloadBytes(payload), 24)
  return payload.data.slice(0, CHARS).replace(/\s+/g, ' ')
}
