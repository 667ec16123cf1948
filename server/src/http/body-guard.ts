import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { AppError } from './app-error.ts'

const BODY_BYTES_MAX = 1 << 20
const DEPTH_MAX = 64

/** Paths whose bodies may be larger than those of others. */
interface LargerBody {
  path: RegExp
  maxBytes: number
}

/**
 * Reads the whole body under a cap, whatever Content-Length says, and hands it on as text. A body nested deeper than
 * any of our schemas is turned away before it is parsed.
 */
export function bodyGuard(...larger: LargerBody[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const maxBytes = larger.find(({ path }) => path.test(c.req.path))?.maxBytes ?? BODY_BYTES_MAX
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
      const body = c.req.raw.body
      if (body !== null) {
        const text = decode(await readCapped(body, maxBytes))
        if (isDeeper(text, DEPTH_MAX))
          throw new AppError('BAD_REQUEST', `The body is nested deeper than ${DEPTH_MAX} levels.`)
        // Hono reads its cache as promises, though it types it as values.
        Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
      }
    }
    await next()
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes.`, {
    details: { maxBytes },
  })
}

async function readCapped(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks, size)
    size += value.byteLength
    if (size > maxBytes) {
      // The answer must not wait for a sender that never ends.
      void reader.cancel().catch(() => undefined)
      throw tooLarge(maxBytes)
    }
    chunks.push(value)
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'The body is not valid UTF-8.', { cause })
  }
}

function isDeeper(json: string, max: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < json.length; at++) {
    const char = json[at]
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      if (++depth > max) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}
