import { StallWatch } from './stall-watch.ts'
import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

/** Handed to the socket at a time: the next only when the client has taken those before. */
const CHUNK_BYTES = 256 * 1024
/** Each holds its bytes in memory until the client has them. */
const DOWNLOADS: StreamKind = { name: 'downloads', max: 4 }

/** A reader that takes nothing for so long is gone, and others wait for its place. */
const STALL_MS = 5 * 60_000

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
  stallMs?: number
}): Promise<Response> {
  const { gate, request, read, stallMs = STALL_MS } = options
  const pass = gate.enter(request.signal, DOWNLOADS)
  try {
    const { bytes, name } = await read(pass.signal)
    // Nobody reads or cancels the body of an answer to HEAD, so that it would keep its place.
    if (request.method === 'HEAD') pass.leave()
    return new Response(request.method === 'HEAD' ? null : streamOf(bytes, pass, stallMs), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(bytes.length),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store, no-transform',
      },
    })
  } catch (error) {
    throw pass.fail(error)
  }
}

function streamOf(bytes: Buffer, pass: StreamPass, stallMs: number): ReadableStream<Uint8Array> {
  let left = bytes
  let stall: StallWatch | null = null
  const end = (): void => {
    stall?.taken()
    left = Buffer.alloc(0)
    pass.leave()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stall = new StallWatch(() => {
          controller.error(new Error('The reader of a download stopped to take it.'))
          end()
        }, stallMs)
        stall.handed()
      },
      pull(controller) {
        stall?.taken()
        if (pass.signal.aborted) {
          // The length was promised: a stream that ends short of it is seen as broken by every client.
          controller.error(pass.signal.reason)
          end()
          return
        }
        if (left.length > 0) controller.enqueue(left.subarray(0, CHUNK_BYTES))
        left = left.subarray(CHUNK_BYTES)
        stall?.handed()
        if (left.length > 0) return
        end()
        controller.close()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
