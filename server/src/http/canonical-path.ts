import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { AppError } from './app-error.ts'

/**
 * Refuses a path that two readers could understand differently, before anything is decided by it. Looks at the target
 * as it came over the wire: a parsed URL has its dot segments and backslashes already folded away.
 */
export function canonicalPath(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const reason = whyNotCanonical(c.env?.incoming?.url ?? pathOf(c.req.url))
    if (reason !== null)
      throw new AppError(
        'PATH_NOT_CANONICAL',
        `The path is not in its plain form: ${reason}. Nothing was read.`,
      )
    await next()
  }
}

function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/'
}

/** What keeps a raw request target (origin form) from being canonical, or null. The query is not judged. */
function whyNotCanonical(target: string): string | null {
  const path = target.split(/[?#]/, 1)[0] ?? ''
  if (!path.startsWith('/')) return 'it must begin with "/"'
  if (path.includes('\\')) return 'it has a backslash'
  if (path.includes('//')) return 'it has an empty segment'
  if (/%(?![0-9a-f]{2})/i.test(path)) return 'it has a "%" that encodes nothing'
  if (/%(2f|5c)/i.test(path)) return 'it has an encoded slash or backslash'
  if (/%(0[0-9a-f]|1[0-9a-f]|7f)/i.test(path)) return 'it has an encoded control character'
  for (const segment of path.split('/')) {
    if (/^(\.|%2e){1,2}$/i.test(segment)) return 'it has a dot segment'
  }
  if (!decodes(path)) return 'its encoding is not UTF-8'
  return null
}

function decodes(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
