import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { AppError } from './app-error.ts'

export interface HostRules {
  /** The address Sluice is bound to, as it stands in a URL's host. */
  bound: string
  port: number
  /** Public names from configuration: `name` allows every port, `name:port` that one. */
  names: readonly string[]
}

const SHOWN_MAX = 100

/**
 * Answers only to names that are ours. A page that re-points its own name at 127.0.0.1 (DNS rebinding) is same-origin
 * for the browser; the Host header is what gives it away.
 */
export function hostGuard(rules: () => HostRules): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    const several = (c.env?.incoming?.headersDistinct.host?.length ?? 1) > 1
    if (several || !isHostAllowed(host, rules()))
      throw new AppError(
        'HOST_NOT_ALLOWED',
        `Sluice does not answer to the name "${host.slice(0, SHOWN_MAX)}". ` +
          'Open it by the address it printed, or add the name with --allowed-hosts.',
      )
    await next()
  }
}

export function isHostAllowed(header: string, rules: HostRules): boolean {
  const host = header.toLowerCase()
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/.exec(host)
  if (!parts?.[1]) return false
  const name = parts[1]
  if (rules.names.some((allowed) => allowed.toLowerCase() === name || allowed.toLowerCase() === host))
    return true
  const own = ['localhost', '127.0.0.1', '[::1]', rules.bound.toLowerCase()].includes(name)
  return own && Number(parts[2] ?? 80) === rules.port
}
