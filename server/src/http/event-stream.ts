import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}
const HEARTBEAT_MS = 15_000
/** A reader that takes nothing through so many heartbeats is gone. */
const BEATS_MISSED = 4

export interface EventStreamOptions<T> {
  gate: StreamGate
  kind: StreamKind
  request: Request
  /** Name of the events. */
  event: string
  /** Sends until what it returns is called. */
  subscribe(send: (data: T) => void): () => void
  /** What a slow reader gets in place of two that it has not taken. */
  merge(older: T, newer: T): T
  heartbeatMs?: number
}

/**
 * Answers with server-sent events. Memory holds one for each reader. Ends when the reader goes, stops to take any, or the
 * process shuts down.
 */
export function eventStreamResponse<T>(options: EventStreamOptions<T>): Response {
  const pass = options.gate.enter(options.request.signal, options.kind)
  // Nobody reads or cancels the body of an answer to HEAD, so that it would keep its place.
  if (options.request.method === 'HEAD') {
    pass.leave()
    return new Response(null, { headers: HEADERS })
  }
  const { readable, writer } = channel<T>(options)
  const beat = setInterval(() => {
    if (!writer.beat()) close(new Error('The reader stopped to take what it asked for.'))
  }, options.heartbeatMs ?? HEARTBEAT_MS)
  beat.unref()
  const stop = options.subscribe(writer.send)
  const close = endOnce(
    pass,
    () => {
      clearInterval(beat)
      stop()
    },
    writer.close,
  )
  writer.onCancel(close)
  if (pass.signal.aborted) close()
  else pass.signal.addEventListener('abort', () => close(), { once: true })
  return new Response(readable, { headers: HEADERS })
}

/** Leaving the gate aborts the pass, which asks for the end again. */
function endOnce(
  pass: StreamPass,
  release: () => void,
  close: (error?: Error) => void,
): (error?: Error) => void {
  let ended = false
  return (error) => {
    if (ended) return
    ended = true
    release()
    close(error)
    pass.leave()
  }
}

interface EventWriter<T> {
  send(data: T): void
  /** A comment, where the reader takes what comes; false when it has not for long. */
  beat(): boolean
  close(error?: Error): void
  onCancel(cancelled: () => void): void
}

function channel<T>({ event, merge }: Pick<EventStreamOptions<T>, 'event' | 'merge'>): {
  readable: ReadableStream<Uint8Array>
  writer: EventWriter<T>
} {
  let out: ReadableStreamDefaultController<Uint8Array> | null = null
  let waiting: T | null = null
  let missed = 0
  let cancelled = (): void => {}
  const flush = (): void => {
    if (waiting === null || out === null || (out.desiredSize ?? 0) <= 0) return
    out.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(waiting)}\n\n`))
    waiting = null
  }
  const readable = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        out = controller
      },
      pull: flush,
      cancel: () => {
        out = null
        cancelled()
      },
    },
    { highWaterMark: 1 },
  )
  const writer: EventWriter<T> = {
    send: (data) => {
      waiting = waiting === null ? data : merge(waiting, data)
      flush()
    },
    beat: () => {
      if ((out?.desiredSize ?? 0) <= 0) return ++missed < BEATS_MISSED
      missed = 0
      out?.enqueue(HEARTBEAT)
      return true
    },
    close: (error) => {
      if (error === undefined) out?.close()
      else out?.error(error)
      out = null
    },
    onCancel: (then) => {
      cancelled = then
    },
  }
  return { readable, writer }
}

const encoder = new TextEncoder()
const HEARTBEAT = encoder.encode(': hb\n\n')
