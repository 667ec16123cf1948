import type { Message } from '@sluice/shared/messages'
import type { MessageDetail } from '@sluice/shared/messages-detail'
import type { Find } from '@sluice/shared/messages-find'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes } from '#lib/number-format.ts'
import { usePayloadScan } from '#ui/payload/payload-view.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { suitableView } from '#ui/payload/suitable-view.ts'
import { CutNote } from './cut-note.tsx'
import { PartView } from './part-view.tsx'

export interface RecordPayloadProps {
  cluster: string
  message: Message
  whole: MessageDetail | null
  /** Names the record. */
  id: string
  part: 'key' | 'value'
  view: PayloadView | null
  find: Find | null
  onView: (view: PayloadView) => void
}

/** The key or value in the view that suits it; one that came as a preview waits until the rest is here. */
export function RecordPayload({ cluster, message, whole, id, part, view, find, onView }: RecordPayloadProps) {
  const { t } = useText()
  const payload = message[part]
  const scan = usePayloadScan(payload)
  if (payload?.truncated && whole === null) {
    return (
      <p role="status" className="px-3 py-1.5 text-ink-muted text-meta">
        {t('messages.loadingWhole', { size: formatBytes(payload.size) })}
      </p>
    )
  }
  return (
    <div className="flex h-full flex-col">
      {payload?.truncated && <CutNote cluster={cluster} message={message} part={part} payload={payload} />}
      <div className="min-h-0 flex-1">
        <PartView
          id={id}
          part={part}
          payload={payload}
          view={payload === null ? null : (view ?? suitableView(payload, scan))}
          scan={scan}
          find={find?.in.includes(part) ? find : null}
          onView={onView}
        />
      </div>
    </div>
  )
}
