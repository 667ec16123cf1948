import { reach, toApiError } from './client.ts'
import { StreamCut } from './stream-cut.ts'

/** The server sends a heartbeat every 10 s: three missed ones mean that nobody is there any more. */
const SILENCE_MS = 30_000
/** A line of rows is flushed at 256 KB; far beyond that the answer is not ours. */
const LINE_CHARS_MAX = 32 * 1024 * 1024

export interface StreamOptions {
  signal: AbortSignal
  silenceMs?: number
}

/**
 * Posts a request and gives the frames of its answer as they come. Ends after `end` or `error`; throws ApiError where
 * it was refused, StreamCut where the stream broke off, and the signal's reason when the caller gave up.
 */
export async function* frameStream<F extends { t: string }>(
  path: string,
  request: unknown,
  kinds: ReadonlySet<unknown>,
  { signal, silenceMs = SILENCE_MS }: StreamOptions,
): AsyncGenerator<F> {
  const silence = new Silence(silenceMs)
  const stop = AbortSignal.any([signal, silence.signal])
  try {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(request),
      signal: stop,
    }
    const response = await reach(path, init, signal)
    if (!response.ok || response.body === null) throw toApiError(await bodyOf(response), response)
    for await (const line of lines(response.body, silence)) {
      const frame = parseFrame<F>(line, kinds)
      yield frame
      if (frame.t === 'end' || frame.t === 'error') return
    }
    throw new StreamCut('closed')
  } catch (error) {
    signal.throwIfAborted()
    if (silence.signal.aborted) throw new StreamCut('silent', { cause: error })
    // A connection that breaks after the first byte shows as a TypeError of the body's reader.
    if (error instanceof TypeError && silence.heard) throw new StreamCut('closed', { cause: error })
    throw error
  } finally {
    silence.end()
  }
}

/** The body of a refusal; undefined where it is no JSON, as from a proxy in between. */
async function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}

async function* lines(body: ReadableStream<Uint8Array>, silence: Silence): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  // Parts of one line are joined once, not with every chunk: a long line would cost its square.
  let parts: string[] = []
  let held = 0
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      silence.hear()
      const text = decoder.decode(value, { stream: true })
      let from = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        parts.push(text.slice(from, end))
        const line = parts.join('')
        if (line !== '') yield line
        parts = []
        held = 0
        from = end + 1
      }
      parts.push(text.slice(from))
      held += text.length - from
      if (held > LINE_CHARS_MAX) throw new StreamCut('malformed')
    }
  } finally {
    // Releases the connection when the caller leaves early; a reader that already failed has nothing to release.
    reader.cancel().catch(() => undefined)
  }
}

/** The server's own frames are checked by their kind only: a schema for each of 10 000 rows would cost more than it saves. */
function parseFrame<F extends { t: string }>(line: string, kinds: ReadonlySet<unknown>): F {
  let frame: unknown
  try {
    frame = JSON.parse(line)
  } catch (error) {
    throw new StreamCut('malformed', { cause: error })
  }
  if (typeof frame !== 'object' || frame === null || !('t' in frame) || !kinds.has(frame.t)) {
    throw new StreamCut('malformed')
  }
  return frame as F
}

/** Aborts its signal when nothing has been heard for a while. */
class Silence {
  readonly #controller = new AbortController()
  readonly #ms: number
  #timer: ReturnType<typeof setTimeout>
  heard = false

  constructor(ms: number) {
    this.#ms = ms
    this.#timer = this.#start()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  hear(): void {
    this.heard = true
    clearTimeout(this.#timer)
    this.#timer = this.#start()
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#controller.abort(), this.#ms)
  }
}
