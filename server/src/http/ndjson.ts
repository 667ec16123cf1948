import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

const HEADERS = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

export interface NdjsonOptions<T> {
  gate: StreamGate
  /** Left out: it has its place among all streams. */
  kind?: StreamKind
  /** Aborts when the client goes away. */
  client: AbortSignal
  frames(signal: AbortSignal): AsyncGenerator<T, void, void>
  /** The last frame of a stream that failed after its first byte, when no status can tell of it any more. */
  failure(error: unknown): T
}

/**
 * Answers with frames, one JSON object a line. The first frame is made before the answer begins, so that what fails
 * early gets its status. Each further one is made when the client has taken those before: that is the backpressure.
 */
export async function ndjsonResponse<T>(options: NdjsonOptions<T>): Promise<Response> {
  const pass = options.gate.enter(options.client, options.kind ?? null)
  const frames = options.frames(pass.signal)
  let first: IteratorResult<T, void>
  try {
    first = await frames.next()
  } catch (error) {
    throw pass.fail(error)
  }
  return new Response(streamOf(first, frames, pass, options.failure), { headers: HEADERS })
}

function streamOf<T>(
  first: IteratorResult<T, void>,
  frames: AsyncGenerator<T, void, void>,
  pass: StreamPass,
  failure: (error: unknown) => T,
): ReadableStream<Uint8Array> {
  let ready: IteratorResult<T, void> | null = first
  let gone = false
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      const frame = ready ?? (await frames.next())
      ready = null
      // A client that left meanwhile has closed the stream: what it no longer takes is no failure.
      if (gone) return
      if (frame.done !== true) {
        controller.enqueue(encode(frame.value))
        return
      }
    } catch (error) {
      if (gone) return
      controller.enqueue(encode(failure(error)))
    }
    pass.leave()
    controller.close()
  }
  const cancel = async (): Promise<void> => {
    gone = true
    pass.leave()
    await frames.return()
  }
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 })
}

const encoder = new TextEncoder()

function encode(frame: unknown): Uint8Array {
  return encoder.encode(`${JSON.stringify(frame)}\n`)
}
