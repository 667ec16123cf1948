import { setTimeout as sleep } from 'node:timers/promises'
import { asText, exportLine } from '#features/messages/export/export-line.ts'
import { AppError } from '#http/app-error.ts'
import type { NewRecord } from '#kafka/writer.ts'
import type { ReplaySink, SourceRecord } from '../replay-parts.ts'
import { toRow } from './file-sink.ts'

/** Where records go, as the configuration says. */
export interface HttpEndpoint {
  name: string
  url: string
  headers: Readonly<Record<string, string>>
}

export interface HttpTiming {
  timeoutMs: number
  tries: number
  /** Before the second try; it doubles with each, up to the longest. */
  firstMs: number
  longestMs: number
}

const TIMING: HttpTiming = { timeoutMs: 10_000, tries: 8, firstMs: 200, longestMs: 10_000 }
/** Records under way at once, of different partitions: those of one go one after the other. */
const LANES = 8

/** Posts each record by itself, in the order of its partition; the same again until it is taken or given up. */
export class HttpSink implements ReplaySink {
  readonly #endpoint: HttpEndpoint
  readonly #replayId: string
  readonly #timing: HttpTiming

  constructor(endpoint: HttpEndpoint, replayId: string, timing: HttpTiming = TIMING) {
    this.#endpoint = endpoint
    this.#replayId = replayId
    this.#timing = timing
  }

  async write(
    records: readonly { source: SourceRecord; shaped: NewRecord }[],
    signal: AbortSignal,
  ): Promise<void> {
    const lanes = [...Map.groupBy(records, ({ source }) => `${source.topic}/${source.partition}`).values()]
    let refused = false
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift())
        for (const { source, shaped } of lane) {
          if (refused) return
          await this.#post(source, shaped, signal).catch((error: unknown) => {
            refused = true
            throw error
          })
        }
    }
    // Nothing is under way any more when this rejects: what comes after it is not written behind its back.
    const ends = await Promise.allSettled(Array.from({ length: LANES }, work))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  async close(): Promise<void> {}

  async #post(source: SourceRecord, shaped: NewRecord, signal: AbortSignal): Promise<void> {
    const { topic, partition, record } = source
    const place = `${topic}/${partition}/${record.offset}`
    const body = JSON.stringify(exportLine(toRow(source, shaped), asText))
    const { tries, firstMs, longestMs } = this.#timing
    for (let attempt = 1; ; attempt += 1) {
      const refusal = await this.#send(body, place, signal)
      if (refusal === null) return
      if (!refusal.passing || attempt >= tries) throw this.#refused(place, refusal.why, attempt)
      const waitMs = Math.min(longestMs, firstMs * 2 ** (attempt - 1))
      await sleep(Math.max(waitMs, refusal.afterMs), undefined, { signal })
    }
  }

  /** Null: taken. Follows no redirect: the address is the configuration's alone. */
  async #send(body: string, place: string, signal: AbortSignal): Promise<Refusal | null> {
    const { url, headers } = this.#endpoint
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'user-agent': 'sluice',
          ...headers,
          'content-type': 'application/json',
          'idempotency-key': `${this.#replayId}/${place}`,
          'sluice-replay-id': this.#replayId,
        },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#timing.timeoutMs)]),
      })
      await answer.body?.cancel()
      if (answer.ok) return null
      return refusalOf(answer.status, answer.headers.get('retry-after'), this.#timing.longestMs)
    } catch (error) {
      signal.throwIfAborted()
      return { passing: true, why: whyNot(error, this.#timing.timeoutMs), afterMs: 0 }
    }
  }

  #refused(place: string, why: string, attempts: number): AppError {
    const times = attempts === 1 ? '' : ` after ${attempts} tries`
    const message = `Endpoint "${this.#endpoint.name}" did not take the record at ${place}${times}: ${why} Whether it acted on it is not known. Mend it, then resume: the job goes on with this record.`
    return new AppError('WRITE_UNKNOWN', message)
  }
}

interface Refusal {
  /** Whether the same may be taken later. */
  passing: boolean
  why: string
  afterMs: number
}

function refusalOf(status: number, retryAfter: string | null, longestMs: number): Refusal {
  if (status >= 300 && status < 400) {
    const why = `it answered with a redirect (${status}), and Sluice follows none. Put the final address into the configuration.`
    return { passing: false, why, afterMs: 0 }
  }
  const passing = status >= 500 || status === 408 || status === 429
  const seconds = Number(retryAfter ?? 0)
  const afterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(longestMs, seconds * 1000) : 0
  return { passing, why: `it answered with status ${status}.`, afterMs }
}

/** No message names more of the address than the configuration's name for it. */
function whyNot(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'it could not be reached.'
  if (error.name === 'TimeoutError') return `it did not answer within ${timeoutMs / 1000} s.`
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
  return code === null ? 'it could not be reached.' : `it could not be reached (${code}).`
}
