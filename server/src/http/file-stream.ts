import { StallWatch } from './stall-watch.ts'
import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

/** A reader that takes nothing for so long is gone, and others wait for its place. */
const STALL_MS = 5 * 60_000

export interface FileStream {
  gate: StreamGate
  kind: StreamKind
  request: Request
  /** Plain ASCII without quotes. */
  name: string
  mediaType: string
  /** What fails before the first part is a failed answer. */
  open(signal: AbortSignal): Promise<AsyncGenerator<Buffer, void, void>>
}

/** Answers with a file that is made as it is taken; a transfer that fails is broken off, never ended cleanly. */
export async function fileResponse({
  gate,
  kind,
  request,
  name,
  mediaType,
  open,
}: FileStream): Promise<Response> {
  const pass = gate.enter(request.signal, kind)
  try {
    const parts = await open(pass.signal)
    // Nobody reads or cancels the body of an answer to HEAD, so that it would keep its place.
    if (request.method === 'HEAD') pass.leave()
    return new Response(request.method === 'HEAD' ? null : streamOf(parts, pass), {
      headers: {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    throw pass.fail(error)
  }
}

function streamOf(parts: AsyncGenerator<Buffer, void, void>, pass: StreamPass): ReadableStream<Uint8Array> {
  let stall: StallWatch | null = null
  const end = (): void => {
    stall?.taken()
    pass.leave()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stall = new StallWatch(() => {
          controller.error(new Error('The reader of a file stopped to take it.'))
          end()
        }, STALL_MS)
        stall.handed()
      },
      async pull(controller) {
        stall?.taken()
        try {
          const next = await parts.next()
          if (next.done !== true) {
            controller.enqueue(next.value)
            stall?.handed()
            return
          }
          end()
          controller.close()
        } catch (error) {
          end()
          controller.error(error)
        }
      },
      async cancel() {
        end()
        await parts.return()
      },
    },
    { highWaterMark: 0 },
  )
}
