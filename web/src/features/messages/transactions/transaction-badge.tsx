import type { Message } from '@sluice/shared/messages'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Badge } from '#ui/badge.tsx'
import { FateMark } from './fate-mark.tsx'

/** That a message is part of a transaction, and what became of it as far as that is known. */
export function TransactionBadge({ message }: { message: Message }) {
  const { t } = useText()
  if (!message.transactional) return null
  return (
    <>
      <Badge>{t('messages.transactional')}</Badge>
      {message.transaction && <FateMark fate={message.transaction} />}
    </>
  )
}
