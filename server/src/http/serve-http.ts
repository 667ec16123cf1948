import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { AppError } from './app-error.ts'
import { statusOf, toErrorBody } from './error-mapping.ts'
import type { Log } from './log.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

export interface ServeOptions {
  host: string
  port: number
  /** Whether a taken port is passed over for the next free one. */
  portSearch: boolean
  log: Log
}

export interface HttpServer {
  port: number
  /** Stops accepting, lets what runs end until `graceMs`, then cuts it. Never rejects. */
  close(graceMs: number): Promise<void>
}

type Fetch = Parameters<typeof getRequestListener>[0]

const PORTS_TRIED = 50

/** Thrown where the port belongs to someone else. */
export class PortTakenError extends Error {}

export async function serveHttp(fetch: Fetch, options: ServeOptions): Promise<HttpServer> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 2000,
    },
    getRequestListener(fetch, { errorHandler: answerUnreadable }),
  )
  server.maxConnections = 2000
  await listen(server, options)
  server.on('error', (error) => options.log.error('http-server-failed', { error }))
  const { port } = server.address() as AddressInfo
  return { port, close: (graceMs) => closeServer(server, graceMs) }
}

async function listen(server: Server, { host, port, portSearch }: ServeOptions): Promise<void> {
  const last = portSearch && port !== 0 ? Math.min(port + PORTS_TRIED, 65_535) : port
  for (let candidate = port; candidate <= last; candidate++) {
    try {
      await listenOn(server, host, candidate)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  throw new PortTakenError(
    last === port
      ? `Port ${port} on ${host} is taken. Choose another with --port, or let Sluice find one with --port-search.`
      : `The ports ${port} to ${last} on ${host} are all taken. Choose another with --port.`,
  )
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error)
    server.once('error', failed)
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      server.off('error', failed)
      resolve()
    })
  })
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/**
 * A target or Host that is no URL never reaches the app, because the adapter cannot make a request of it; nor does
 * whatever the app failed to catch.
 */
function answerUnreadable(cause: unknown): Response {
  const error =
    cause instanceof RequestError
      ? new AppError('BAD_REQUEST', 'The request target or its Host header cannot be read as a URL.', {
          cause,
        })
      : cause
  const body = toErrorBody(error, 'unread')
  return new Response(JSON.stringify(body), {
    status: statusOf(body.code),
    headers: { ...SECURITY_HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
