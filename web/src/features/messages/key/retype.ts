import { FIND_MAX } from '@sluice/shared/messages-find'
import { DEFAULT_KEY } from '@sluice/shared/messages-key-find'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { FindDraft } from '../use-find-draft.ts'
import type { KeyDraft } from './use-key-draft.ts'

/** Moves what was typed and not used yet into the box that is chosen; the other then stands as the link has it. */
export function retype(
  kind: 'text' | 'key',
  query: MessagesQuery,
  drafts: { find: FindDraft; key: KeyDraft },
): void {
  const { find, hold } = drafts.find
  const { typed, hold: holdKey } = drafts.key
  const [asked, askedKey] = [query.find?.text ?? '', query.key ?? DEFAULT_KEY]
  if (kind === 'key' && find.text !== asked) {
    hold({ ...find, text: asked })
    holdKey({ ...askedKey, form: 'text', text: find.text })
  } else if (kind === 'text') {
    holdKey(askedKey)
    if (typed.text !== askedKey.text) hold({ ...find, text: typed.text.slice(0, FIND_MAX) })
  }
}
