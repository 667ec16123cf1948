import type { Payload } from '@sluice/shared/messages'
import { KEY_DATA_MAX } from '@sluice/shared/messages-key'
import type { KeyFind } from '@sluice/shared/messages-key-find'
import type { MessagesQuery } from '@sluice/shared/messages-link'

/** The key of a message as one to look for; null where not all of it is here, or it is too long to look for. */
export function keyFindOf(key: Payload | null): KeyFind | null {
  if (key === null) return { form: 'null', text: '', everywhere: false }
  if (key.truncated || key.data.length > KEY_DATA_MAX) return null
  if (key.data === '') return { form: 'empty', text: '', everywhere: false }
  return { form: key.encoding === 'utf8' ? 'text' : 'base64', text: key.data, everywhere: false }
}

/** What to change of a query for all messages with the key of this one, the newest first. */
export function messagesWithKey(key: Payload | null): Partial<MessagesQuery> | null {
  const asked = keyFindOf(key)
  return asked && { start: { kind: 'newest' }, end: null, partitions: null, find: null, key: asked }
}
