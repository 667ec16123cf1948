import { pipeline, Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import { constants, createGzip } from 'node:zlib'

/** Of text that repeats itself the first level takes most of what can be taken, in a fifth of the time. */
const LEVEL = constants.Z_BEST_SPEED
const CHUNK_BYTES = 1 << 18

/** Whether an Accept-Encoding allows gzip (RFC 9110 §12.5.3). */
export function wantsGzip(accepted: string | null): boolean {
  let any = false
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    if (name !== 'gzip' && name !== 'x-gzip' && name !== '*') continue
    const weight = parameters.find((one) => one.startsWith('q='))
    const allowed = weight === undefined || Number(weight.slice(2)) > 0
    if (name !== '*') return allowed
    any = allowed
  }
  return any
}

/** The same answer, compressed beside the server's thread as it is taken. */
export function gzipped(answer: Response): Response {
  const { body, status } = answer
  const headers = new Headers(answer.headers)
  headers.set('content-encoding', 'gzip')
  if (body === null) return new Response(null, { status, headers })
  const gzip = createGzip({ level: LEVEL, chunkSize: CHUNK_BYTES })
  // What fails on the way ends both, and the one who reads is told by what it reads from.
  pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), gzip, () => {})
  const chunks = gzip[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const step = await chunks.next()
        if (step.done === true) controller.close()
        else controller.enqueue(step.value)
      },
      cancel: () => void gzip.destroy(),
    },
    { highWaterMark: 0 },
  )
  return new Response(stream, { status, headers })
}
