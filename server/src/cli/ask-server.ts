import { ClusterList } from '@sluice/shared/clusters'
import { ApiErrorBody } from '@sluice/shared/errors'
import { ExportStatus } from '@sluice/shared/messages-export'
import { paths } from '@sluice/shared/paths'
import type { z } from 'zod'
import { chooseCluster, type OpenSource, SearchFault } from './search-source.ts'

const CALL_MS = 60_000

/** Searches through the Sluice at `origin`. */
export function askServer(origin: string): OpenSource {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(origin + path, init)
    } catch (error) {
      throw new SearchFault(`No Sluice answers at ${origin}: ${reasonOf(error)}`)
    }
  }
  const json = async <Schema extends z.ZodType>(path: string, schema: Schema, init: RequestInit = {}) =>
    await read(await call(path, { ...init, signal: AbortSignal.timeout(CALL_MS) }), schema, origin)
  return async (asked, request) => {
    const cluster =
      asked ??
      chooseCluster(
        asked,
        (await json(paths.clusters(), ClusterList)).clusters.map(({ name }) => name),
      )
    const begun = await json(paths.exports(cluster), ExportStatus, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const stop = new AbortController()
    const response = await call(paths.exportFile(cluster, begun.id), { signal: stop.signal })
    if (!response.ok || response.body === null) throw await refused(response, origin)
    return {
      body: response.body,
      status: () => json(paths.export(cluster, begun.id), ExportStatus),
      // The server ends the export when the one who reads it goes.
      end: async () => stop.abort(),
    }
  }
}

async function read<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
  origin: string,
): Promise<z.output<Schema>> {
  if (!response.ok) throw await refused(response, origin)
  const body = schema.safeParse(await response.json().catch(() => null))
  if (body.success) return body.data
  throw new SearchFault(`What answers at ${origin} is not a Sluice of this version.`)
}

async function refused(response: Response, origin: string): Promise<SearchFault> {
  const body = ApiErrorBody.safeParse(await response.json().catch(() => null))
  return new SearchFault(
    body.success ? body.data.message : `What answers at ${origin} is no Sluice: HTTP ${response.status}.`,
  )
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
