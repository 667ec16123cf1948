import { ClusterList } from '@sluice/shared/clusters'
import { ApiErrorBody } from '@sluice/shared/errors'
import { paths } from '@sluice/shared/paths'
import type { z } from 'zod'
import { chooseCluster, SearchFault } from './search-source.ts'

const CALL_MS = 60_000

/** Asks a path of the Sluice at an origin. Throws a {@link SearchFault}. */
export type CallServer = <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  init?: RequestInit,
) => Promise<z.output<Schema>>

export function callServer(origin: string): CallServer {
  return async (path, schema, init = {}) => {
    const answer = fetch(origin + path, { ...init, signal: AbortSignal.timeout(CALL_MS) })
    const response = await reached(answer, origin)
    if (!response.ok) throw await refused(response, origin)
    const body = schema.safeParse(await response.json().catch(() => null))
    if (body.success) return body.data
    throw new SearchFault(`What answers at ${origin} is not a Sluice of this version.`)
  }
}

/** The cluster that was asked for, or the only one that the server has. */
export async function clusterAt(call: CallServer, asked: string | null): Promise<string> {
  if (asked !== null) return asked
  const { clusters } = await call(paths.clusters(), ClusterList)
  return chooseCluster(
    asked,
    clusters.map(({ name }) => name),
  )
}

export async function reached(answer: Promise<Response>, origin: string): Promise<Response> {
  try {
    return await answer
  } catch (error) {
    throw new SearchFault(`No Sluice answers at ${origin}: ${reasonOf(error)}`)
  }
}

/** Why the server refused, in its own words. */
export async function refused(response: Response, origin: string): Promise<SearchFault> {
  const body = ApiErrorBody.safeParse(await response.json().catch(() => null))
  return new SearchFault(
    body.success ? body.data.message : `What answers at ${origin} is no Sluice: HTTP ${response.status}.`,
  )
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
