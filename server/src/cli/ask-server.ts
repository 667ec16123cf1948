import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { ClusterList } from '@sluice/shared/clusters'
import { ApiErrorBody } from '@sluice/shared/errors'
import { ExportStatus } from '@sluice/shared/messages-export'
import { paths } from '@sluice/shared/paths'
import type { z } from 'zod'
import { chooseCluster, type OpenSource, SearchFault } from './search-source.ts'

const CALL_MS = 60_000

/** Searches through the Sluice at `origin`. */
export function askServer(origin: string): OpenSource {
  const reached = async (answer: Promise<Response>): Promise<Response> => {
    try {
      return await answer
    } catch (error) {
      throw new SearchFault(`No Sluice answers at ${origin}: ${reasonOf(error)}`)
    }
  }
  const json = async <Schema extends z.ZodType>(path: string, schema: Schema, init: RequestInit = {}) => {
    const answer = fetch(origin + path, { ...init, signal: AbortSignal.timeout(CALL_MS) })
    return await read(await reached(answer), schema, origin)
  }
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
    const response = await reached(openFile(origin + paths.exportFile(cluster, begun.id), stop.signal))
    if (!response.ok || response.body === null) throw await refused(response, origin)
    return {
      body: response.body,
      status: () => json(paths.export(cluster, begun.id), ExportStatus),
      // The server ends the export when the one who reads it goes.
      end: async () => stop.abort(),
    }
  }
}

/** By Node's own client: `fetch` gives up on a body that is silent for five minutes, as one is while nothing is found. */
function openFile(url: string, signal: AbortSignal): Promise<Response> {
  const get = url.startsWith('https:') ? getHttps : getHttp
  return new Promise((resolve, reject) => {
    get(url, { signal }, (answer) => {
      const body = Readable.toWeb(answer) as NodeStream<Uint8Array> as ReadableStream<Uint8Array>
      resolve(new Response(body, { status: answer.statusCode ?? 0 }))
    }).once('error', reject)
  })
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
