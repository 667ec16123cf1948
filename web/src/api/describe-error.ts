import type { TextKey, Translate } from '#lib/i18n/dictionary.ts'
import { ApiError } from './api-error.ts'

export interface ErrorText {
  /** What happened, in the reader's language. */
  headline: string
  /** The server's own sentence with names and numbers, where it adds something. */
  detail: string | null
  code: string
  requestId: string | null
}

/** The words for a failure; one that is not of the API is a fault of this page, and says so. */
export function describeError(error: unknown, t: Translate): ErrorText {
  if (!(error instanceof ApiError)) {
    return { headline: t('errors.PAGE_FAULT'), detail: null, code: 'PAGE_FAULT', requestId: null }
  }
  const fromServer = error.code !== 'SERVER_UNREACHABLE' && error.code !== 'ANSWER_NOT_UNDERSTOOD'
  const key: TextKey = `errors.${error.code}`
  return {
    headline: t(key),
    detail: fromServer ? error.message : null,
    code: error.code,
    requestId: error.requestId,
  }
}
