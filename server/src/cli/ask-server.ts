import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { ExportStatus } from '@sluice/shared/messages-export'
import { paths } from '@sluice/shared/paths'
import { callServer, clusterAt, reached, refused } from './call-server.ts'
import type { OpenSource } from './search-source.ts'

/** Searches through the Sluice at `origin`. */
export function askServer(origin: string): OpenSource {
  const json = callServer(origin)
  return async (asked, request) => {
    const cluster = await clusterAt(json, asked)
    const begun = await json(paths.exports(cluster), ExportStatus, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const stop = new AbortController()
    const file = openFile(origin + paths.exportFile(cluster, begun.id), stop.signal)
    const response = await reached(file, origin)
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
