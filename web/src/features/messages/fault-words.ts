import { StreamCut } from '#api/stream-cut.ts'
import { describeError } from '#lib/describe-error.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { cutWords } from './status-words.ts'

/** A failure in one line: what happened and, where the server says more, its own words. */
export function faultWords(error: unknown, t: Translate): string {
  if (error instanceof StreamCut) return cutWords(error, t)
  const { headline, detail } = describeError(error, t)
  return detail === null ? headline : `${headline} ${detail}`
}
