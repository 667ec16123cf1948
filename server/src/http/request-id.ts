import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import type { Log } from './log.ts'

/**
 * Names each request and logs it. The name is always our own: one taken from the caller could forge lines of the log
 * or point at someone else's request.
 */
export function requestId(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const id = randomBytes(9).toString('base64url')
    c.set('requestId', id)
    const started = performance.now()
    await next()
    c.header('x-request-id', id)
    log.debug('request', {
      requestId: id,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    })
  }
}
