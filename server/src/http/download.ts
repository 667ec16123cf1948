import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

/** Handed to the socket at a time: the next only when the client has taken those before. */
const CHUNK_BYTES = 256 * 1024
/** Each holds its bytes in memory until the client has them. */
const DOWNLOADS: StreamKind = { name: 'downloads', max: 4 }

interface Download {
  bytes: Buffer
  /** Plain ASCII without quotes. */
  name: string
}

/**
 * Answers with bytes to be saved, never shown: whatever they hold, no browser runs them in our origin. Holds a place
 * of the gate from before they are read until they are sent.
 */
export async function downloadResponse(options: {
  gate: StreamGate
  request: Request
  read(signal: AbortSignal): Promise<Download>
}): Promise<Response> {
  const { gate, request, read } = options
  const pass = gate.enter(request.signal, DOWNLOADS)
  try {
    const { bytes, name } = await read(pass.signal)
    // Nobody reads or cancels the body of an answer to HEAD, so that it would keep its place.
    if (request.method === 'HEAD') pass.leave()
    return new Response(request.method === 'HEAD' ? null : streamOf(bytes, pass), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(bytes.length),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store, no-transform',
      },
    })
  } catch (error) {
    pass.leave()
    throw error
  }
}

function streamOf(bytes: Buffer, pass: StreamPass): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pass.signal.aborted) {
          // The length was promised: a stream that ends short of it is seen as broken by every client.
          controller.error(pass.signal.reason)
          pass.leave()
          return
        }
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + CHUNK_BYTES))
        at += CHUNK_BYTES
        if (at < bytes.length) return
        pass.leave()
        controller.close()
      },
      cancel: () => pass.leave(),
    },
    { highWaterMark: 0 },
  )
}
