import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { AppError } from './app-error.ts'

export interface OriginRules {
  /** Whether a caller that is no browser (neither Origin nor Sec-Fetch-Site) may write: only on a loopback address. */
  allowTools: boolean
}

const SAFE = new Set(['GET', 'HEAD'])

/**
 * Whatever is not a plain read must come from our own page. There is no CORS anywhere, so a preflight fails here too.
 * Runs behind the Host guard: comparing Origin to Host says nothing while Host may be anything.
 */
export function originGuard(rules: OriginRules): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!SAFE.has(c.req.method)) {
      const reason = whyForeign(
        {
          host: c.req.header('host') ?? '',
          origin: c.req.header('origin'),
          site: c.req.header('sec-fetch-site'),
        },
        rules,
      )
      if (reason !== null) throw new AppError('ORIGIN_FORBIDDEN', reason)
    }
    await next()
  }
}

interface Provenance {
  host: string
  origin: string | undefined
  site: string | undefined
}

function whyForeign({ host, origin, site }: Provenance, rules: OriginRules): string | null {
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'Only the page that Sluice itself serves may do this; the browser says the request comes from another site.'
  if (origin !== undefined)
    return hostOf(origin) === host.toLowerCase()
      ? null
      : 'Only the page that Sluice itself serves may do this; the Origin header names another one.'
  if (site === 'same-origin' || rules.allowTools) return null
  return 'A request without Origin is taken only while Sluice listens on a loopback address.'
}

function hostOf(origin: string): string | null {
  const match = /^https?:\/\/([^/?#@]+)$/i.exec(origin)
  return match?.[1]?.toLowerCase() ?? null
}
