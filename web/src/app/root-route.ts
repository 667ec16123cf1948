import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext } from '@tanstack/react-router'
import type { SearchRecord } from '#lib/search-codec.ts'
import { NotFound } from './not-found.tsx'
import { Shell } from './shell.tsx'

export interface RouterContext {
  queries: QueryClient
}

export const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  notFoundComponent: NotFound,
})

/** What a link holds, as texts: for views that read it themselves. */
export function texts(search: Record<string, unknown>): SearchRecord {
  const entries = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(entries)
}
