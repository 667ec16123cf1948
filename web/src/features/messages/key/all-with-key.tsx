import type { Payload } from '@sluice/shared/messages'
import { ListFilter } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { useMessagesUrl } from '../use-messages-url.ts'
import { messagesWithKey } from './key-query.ts'

/** Lists all messages with the key of the one that is open, which stays open; not offered where that cannot be asked. */
export function AllWithKey({ payload }: { payload: Payload | null }) {
  const { t } = useText()
  const { change } = useMessagesUrl()
  const query = payload === null ? null : messagesWithKey(payload)
  if (query === null) return null
  return (
    <IconButton
      label={t('lookup.allWithKey')}
      icon={<ListFilter aria-hidden="true" className="size-3.5" />}
      className="size-4.5"
      onClick={() => change(query)}
    />
  )
}
