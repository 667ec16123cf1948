import { StallWatch } from './stall-watch.ts'
import type { StreamGate, StreamKind, StreamPass } from './stream-gate.ts'

/** A reader that takes nothing for so long is gone. */
const STALL_MS = 60_000

interface Pieces {
  gate: StreamGate
  kind: StreamKind
  request: Request
  headers: Readonly<Record<string, string>>
  /** Made under a place of the gate, which they keep until they are taken. */
  make(): Promise<Iterable<Uint8Array>>
}

/** Answers with bytes that are in memory in pieces: each is handed on when the one before was taken. */
export async function piecesResponse({ gate, kind, request, headers, make }: Pieces): Promise<Response> {
  const pass = gate.enter(request.signal, kind)
  try {
    const pieces = await make()
    // Nobody reads or cancels the body of an answer to HEAD, so that it would keep its place.
    if (request.method === 'HEAD') pass.leave()
    return new Response(request.method === 'HEAD' ? null : streamOf(pieces, pass), { headers })
  } catch (error) {
    throw pass.fail(error)
  }
}

function streamOf(pieces: Iterable<Uint8Array>, pass: StreamPass): ReadableStream<Uint8Array> {
  let rest: Iterator<Uint8Array> | null = pieces[Symbol.iterator]()
  let stall: StallWatch | null = null
  const end = (): void => {
    stall?.taken()
    rest = null
    pass.leave()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stall = new StallWatch(() => {
          controller.error(new Error('The reader stopped to take what it asked for.'))
          end()
        }, STALL_MS)
        stall.handed()
      },
      pull(controller) {
        stall?.taken()
        const step = rest?.next()
        if (step === undefined || step.done === true) {
          end()
          controller.close()
          return
        }
        controller.enqueue(step.value)
        stall?.handed()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
