import type { Message, Payload } from '@sluice/shared/messages'
import { DETAIL_BYTES, type RecordPart } from '@sluice/shared/messages-detail'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes } from '#lib/number-format.ts'
import { DownloadLink } from './download-link.tsx'

interface CutNoteProps {
  cluster: string
  message: Message
  part: RecordPart
  payload: Payload
}

/** Says that a payload is larger than what the page takes, and where the rest is. */
export function CutNote({ cluster, message, part, payload }: CutNoteProps) {
  const { t } = useText()
  return (
    <p className="flex flex-wrap items-center gap-x-2 border-hairline border-b bg-attention-soft px-3 py-0.5 text-meta">
      {t('inspect.cutShown', { shown: formatBytes(DETAIL_BYTES), size: formatBytes(payload.size) })}
      <DownloadLink cluster={cluster} message={message} part={part} className="text-accent hover:underline">
        {t('inspect.cutWhole')}
      </DownloadLink>
    </p>
  )
}
