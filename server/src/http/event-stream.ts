import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}
const HEARTBEAT_MS = 15_000
/** A reader that takes nothing through so many heartbeats is gone. */
const BEATS_MISSED = 4

/** What one feature says on a stream. */
export interface EventFeed<T> {
  /** Name of the events; no two feeds of a stream have the same. */
  event: string
  /** Sends until what it returns is called. */
  subscribe(send: (data: T) => void): () => void
  /** What a slow reader gets in place of two that it has not taken. */
  merge(older: T, newer: T): T
}

/** A feed whose kind of data only its own feature knows. */
export type AnyFeed = Pick<EventFeed<never>, 'event'> & {
  open(writer: FeedWriter): () => void
}

interface FeedWriter {
  hold<T>(event: string, data: T, merge: (older: T, newer: T) => T): void
}

export function toFeed<T>({ event, subscribe, merge }: EventFeed<T>): AnyFeed {
  return { event, open: ({ hold }) => subscribe((data) => hold(event, data, merge)) }
}

export interface EventStreamOptions {
  gate: StreamGate
  kind: StreamKind
  request: Request
  feeds: readonly AnyFeed[]
  heartbeatMs?: number
}

/**
 * Answers with server-sent events. Memory holds one of each feed for each reader. Ends when the reader goes, stops to take
 * any, or the process shuts down.
 */
export function eventStreamResponse(options: EventStreamOptions): Response {
  const pass = options.gate.enter(options.request.signal, options.kind)
  // Nobody reads or cancels the body of an answer to HEAD, so that it would keep its place.
  if (options.request.method === 'HEAD') {
    pass.leave()
    return new Response(null, { headers: HEADERS })
  }
  const { readable, writer } = channel()
  const beat = setInterval(() => {
    if (!writer.beat()) close(new Error('The reader stopped to take what it asked for.'))
  }, options.heartbeatMs ?? HEARTBEAT_MS)
  beat.unref()
  const stops = options.feeds.map((feed) => feed.open(writer))
  const close = endOnce(
    pass,
    () => {
      clearInterval(beat)
      for (const stop of stops) stop()
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

interface EventWriter extends FeedWriter {
  /** A comment, where the reader takes what comes; false when it has not for long. */
  beat(): boolean
  close(error?: Error): void
  onCancel(cancelled: () => void): void
}

function channel(): { readable: ReadableStream<Uint8Array>; writer: EventWriter } {
  let out: ReadableStreamDefaultController<Uint8Array> | null = null
  /** One of each name, those that wait longest first. */
  const waiting = new Map<string, unknown>()
  let missed = 0
  let cancelled = (): void => {}
  const flush = (): void => {
    const [next] = waiting
    if (next === undefined || out === null || (out.desiredSize ?? 0) <= 0) return
    const [event, data] = next
    waiting.delete(event)
    out.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
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
  const writer: EventWriter = {
    hold: <T>(event: string, data: T, merge: (older: T, newer: T) => T) => {
      // What waits under a name was put there by the same feed.
      waiting.set(event, waiting.has(event) ? merge(waiting.get(event) as T, data) : data)
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
