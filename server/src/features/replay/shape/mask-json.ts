import { createHmac } from 'node:crypto'
import type { ReplayTransform } from '@sluice/shared/replay'
import { isNull, type JsonSpan, plainBytes, readSpans, type Splice, spansAt, splice } from './exact-json.ts'

type Mask = ReplayTransform['mask'][number]

/** Of the hash’s 43 characters: 96 bits, so that a billion values hardly meet. */
const HASH_CHARS = 16
const FIXED = Buffer.from('"***"')
const NULL = Buffer.from('null')

/**
 * The document with the values at the masks’ paths hidden; all else keeps its bytes. Null where the bytes are no JSON:
 * then nothing can be hidden in them.
 */
export function maskJson(bytes: Buffer, masks: readonly Mask[], secret: Buffer): Buffer | null {
  const root = readSpans(bytes)
  if (root === null) return null
  const splices: Splice[] = []
  for (const { steps, how } of masks) {
    for (const span of spansAt(root, steps)) {
      // What stands inside of something that is hidden already is gone with it.
      if (splices.some(({ from, to }) => from <= span.from && span.to <= to)) continue
      const outside = splices.filter(({ from, to }) => !(span.from <= from && to <= span.to))
      splices.splice(0, splices.length, ...outside, {
        from: span.from,
        to: span.to,
        put: maskOf(bytes, span, how, secret),
      })
    }
  }
  return splice(bytes, splices)
}

function maskOf(bytes: Buffer, span: JsonSpan, how: Mask['how'], secret: Buffer): Buffer {
  if (how === 'fixed') return FIXED
  if (how === 'null' || isNull(bytes, span)) return NULL
  const hash = createHmac('sha256', secret).update(plainBytes(bytes, span)).digest('base64url')
  return Buffer.from(`"${hash.slice(0, HASH_CHARS)}"`)
}
