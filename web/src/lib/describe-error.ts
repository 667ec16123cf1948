import type { Translate } from './i18n/dictionary.ts'
import { errors } from './i18n/en/errors.ts'

export interface ErrorText {
  /** What happened, in the reader's language. */
  headline: string
  /** The server's own sentence with names and numbers, where it adds something. */
  detail: string | null
  code: string
  requestId: string | null
}

type Code = keyof typeof errors

/** Faults outside of the server: their message says nothing that the headline does not. */
const OWN: readonly Code[] = ['SERVER_UNREACHABLE', 'ANSWER_NOT_UNDERSTOOD', 'PAGE_FAULT']

/** The words for a failure; one without a code of the API is a fault of this page, and says so. */
export function describeError(error: unknown, t: Translate): ErrorText {
  const code = codeOf(error)
  const own = OWN.includes(code)
  return {
    headline: t(`errors.${code}`),
    detail: !own && error instanceof Error ? error.message : null,
    code,
    requestId: requestIdOf(error),
  }
}

function codeOf(error: unknown): Code {
  const known = (code: unknown): code is Code => typeof code === 'string' && Object.hasOwn(errors, code)
  return error instanceof Error && 'code' in error && known(error.code) ? error.code : 'PAGE_FAULT'
}

function requestIdOf(error: unknown): string | null {
  const id = error instanceof Error && 'requestId' in error ? error.requestId : null
  return typeof id === 'string' ? id : null
}
