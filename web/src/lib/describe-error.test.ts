import { describe, expect, it } from 'vitest'
import { describeError } from './describe-error.ts'
import { createTranslate } from './i18n/dictionary.ts'
import { english } from './i18n/english.ts'

const t = createTranslate(english)
const apiError = (code: string, message: string, requestId: string | null) =>
  Object.assign(new Error(message), { code, requestId })

describe('describeError', () => {
  it('gives the reader’s sentence first and the server’s own after it', () => {
    const error = apiError('TOPIC_NOT_FOUND', 'There is no topic "a".', 'r1')
    expect(describeError(error, t)).toEqual({
      headline: english.errors.TOPIC_NOT_FOUND,
      detail: 'There is no topic "a".',
      code: 'TOPIC_NOT_FOUND',
      requestId: 'r1',
    })
  })

  it('shows no inner text of a fault of the page', () => {
    for (const error of [
      new TypeError('x is undefined'),
      'text',
      null,
      Object.assign(new Error('no'), { code: 'EPERM' }),
    ]) {
      expect(describeError(error, t)).toEqual({
        headline: english.errors.PAGE_FAULT,
        detail: null,
        code: 'PAGE_FAULT',
        requestId: null,
      })
    }
  })

  it('says that Sluice does not answer without repeating it', () => {
    const error = apiError('SERVER_UNREACHABLE', 'Sluice does not answer.', null)
    expect(describeError(error, t).detail).toBeNull()
  })
})
