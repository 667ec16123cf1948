import type { Context } from 'hono'
import type { AppEnv } from './app-env.ts'
import { AppError } from './app-error.ts'

export interface KnownRoute {
  method: string
  /** With `{name}` for a parameter. */
  path: string
}

interface PathMethods {
  pattern: RegExp
  methods: Set<string>
}

/** Tells a path that does not exist (404) from one that has no such method (405, with the methods it has). */
export function unmatched(routes: readonly KnownRoute[]): (c: Context<AppEnv>) => never {
  const table = new Map<string, PathMethods>()
  for (const { method, path } of routes) {
    const entry = table.get(path) ?? { pattern: toPattern(path), methods: new Set<string>() }
    entry.methods.add(method.toUpperCase())
    if (method.toUpperCase() === 'GET') entry.methods.add('HEAD')
    table.set(path, entry)
  }
  return (c) => {
    const found = [...table.values()].find(({ pattern }) => pattern.test(c.req.path))
    if (found === undefined)
      throw new AppError('NOT_FOUND', `There is nothing at this path. /api/openapi.json lists what there is.`)
    const allow = [...found.methods].sort().join(', ')
    c.header('allow', allow)
    throw new AppError('METHOD_NOT_ALLOWED', `This path takes ${allow} only.`, { details: { allow } })
  }
}

function toPattern(path: string): RegExp {
  const literal = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replace(/\{[^/]+\}/g, '[^/]+')}$`)
}
