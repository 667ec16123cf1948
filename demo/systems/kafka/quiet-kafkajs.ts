import { createRequire } from 'node:module'
import { gunzipSync, gzipSync } from 'node:zlib'
import { CompressionTypes, Kafka, type LogEntry, logLevel } from 'kafkajs'
import type { Report } from './report.ts'

/** What kafkajs logs as ERROR and does not put right by itself; retries, rebalances and lost connections it does. */
const REAL_PROBLEM =
  /^(Error when calling|Offset out of range|Failed to execute listener|SASL|Caught error when stopping)/

/** For what kafkajs does not export by name to a module. */
const load = createRequire(import.meta.url)
const UNZIPPED_MAX = 32 * 1024 * 1024

export function createClient(brokers: readonly string[], clientId: string, report: Report): Kafka {
  tuneOnce()
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    // Few tries here: the loops around it go on for ever and can be stopped, which kafkajs's own cannot.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
    logLevel: logLevel.ERROR,
    logCreator: () => (entry) => tellRealProblem(entry, clientId, report),
  })
}

function tellRealProblem({ namespace, log }: LogEntry, clientId: string, report: Report): void {
  const message = String(log.message)
  if (REAL_PROBLEM.test(message)) report('error', `kafkajs ${namespace}: ${message}`, { clientId })
}

interface RequestQueue {
  pending: unknown[]
  throttledUntil: number
  throttleCheckTimeoutId: NodeJS.Timeout | null
  checkPendingRequests(): void
}

let tuned = false

function tuneOnce(): void {
  if (tuned) return
  tuned = true
  calmRequestQueue()
  // Batches here are a few hundred bytes: small output chunks and no hop over the thread pool, a tenth of the memory.
  const { CompressionCodecs }: typeof import('kafkajs') = load('kafkajs')
  CompressionCodecs[CompressionTypes.GZIP] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => gzipSync(buffer, { chunkSize: 2_048 }),
    decompress: async (buffer: Buffer) =>
      gunzipSync(buffer, { chunkSize: 2_048, maxOutputLength: UNZIPPED_MAX }),
  })
}

/**
 * kafkajs 2.2.4 re-arms a timer of a negative delay on every connection for ever (its issue 1751): CPU without work and
 * a warning on Node 24. This arms it only while a request waits.
 */
function calmRequestQueue(): void {
  const queue: { prototype: object } = createRequire(import.meta.url)(
    'kafkajs/src/network/requestQueue/index.js',
  )
  Object.assign(queue.prototype, {
    scheduleCheckPendingRequests(this: RequestQueue): void {
      if (this.pending.length === 0 || this.throttleCheckTimeoutId) return
      const delay = Math.max(10, this.throttledUntil - Date.now())
      this.throttleCheckTimeoutId = setTimeout(() => {
        this.throttleCheckTimeoutId = null
        this.checkPendingRequests()
      }, delay)
    },
  })
}
