import { type ApiErrorBody, ERROR_CODES } from '@sluice/shared/errors'
import type { ErrorHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { statusOf, toErrorBody } from './error-mapping.ts'
import type { Log } from './log.ts'

/** The last catch of every request: the caller gets the closed error body, the log gets the truth. */
export function answerError(log: Log): ErrorHandler<AppEnv> {
  return (error, c) => {
    const body: ApiErrorBody = toErrorBody(error, c.get('requestId'))
    const gone = c.req.raw.signal.aborted
    const level = body.code === 'INTERNAL' && !gone ? 'error' : 'debug'
    log[level]('request-failed', {
      requestId: body.requestId,
      method: c.req.method,
      path: c.req.path,
      code: body.code,
      error,
    })
    if (ERROR_CODES[body.code].retryable) c.header('retry-after', '1')
    return c.json(body, statusOf(body.code))
  }
}
