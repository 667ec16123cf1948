import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { AppError } from './app-error.ts'

const JSON_TYPE = /^application\/json(\s*;\s*charset\s*=\s*"?utf-8"?)?$/i

/**
 * Takes JSON and nothing else: the types an HTML form can send would reach us without a preflight. A form can also post
 * nothing at all, so that POST must say its type even then.
 */
export function jsonOnly(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bodied =
      c.req.method === 'POST' ||
      c.req.header('transfer-encoding') !== undefined ||
      Number(c.req.header('content-length') ?? 0) > 0
    if (bodied && c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      if (!JSON_TYPE.test(c.req.header('content-type')?.trim() ?? ''))
        throw new AppError('CONTENT_TYPE_UNSUPPORTED', 'Send the body as content-type: application/json.')
      if ((c.req.header('content-encoding') ?? 'identity').toLowerCase() !== 'identity')
        throw new AppError('CONTENT_TYPE_UNSUPPORTED', 'Send the body without content-encoding.')
    }
    await next()
  }
}
