import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { shuttingDown } from './shutting-down.ts'

/** While Sluice shuts down, says so instead of beginning what it could not finish. Health stays readable. */
export function drainGuard(shutdown: AbortSignal): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (shutdown.aborted && c.req.path.startsWith('/api/')) throw shuttingDown()
    await next()
  }
}
