import type { MessageDetail } from '@sluice/shared/messages-detail'
import { PenLine } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { useMessagesUrl } from '../use-messages-url.ts'
import { replaceDraft } from './draft-store.ts'
import { isWhole, prefill } from './prefill.ts'
import { useWriteRefusal } from './use-writes.ts'

/** Puts an opened message into the form, byte for byte. `whole`: the record itself, not its row in the list. */
export function ResendButton({ cluster, whole }: { cluster: string; whole: MessageDetail }) {
  const { t } = useText()
  const { change } = useMessagesUrl()
  const refusal = useWriteRefusal(cluster, whole.topic)
  const reason = refusal ?? whyNot(whole, t)
  const resend = () => {
    replaceDraft(cluster, whole.topic, prefill(whole))
    change({ produce: true })
  }
  return (
    <IconButton
      label={reason === null ? t('produce.resend') : `${t('produce.resend')}: ${reason}`}
      aria-disabled={reason === null ? undefined : true}
      className={reason === null ? '' : 'opacity-50'}
      icon={<PenLine aria-hidden="true" className="size-3.5" />}
      onClick={() => reason === null && resend()}
    />
  )
}

function whyNot(message: MessageDetail, t: ReturnType<typeof useText>['t']): string | null {
  if (message.control !== null) return t('produce.resendControl')
  return isWhole(message) ? null : t('produce.resendCut')
}
