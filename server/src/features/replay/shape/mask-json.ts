import { hash } from 'node:crypto'
import type { ReplayTransform } from '@sluice/shared/replay'
import { isNull, type JsonSpan, plainBytes, readSpans, type Splice, spansAt, splice } from './exact-json.ts'

type Mask = ReplayTransform['mask'][number]

/** Of the hash’s 43 characters: 96 bits, so that a billion values hardly meet. */
const HASH_CHARS = 16
const FIXED = Buffer.from('"***"')
const NULL = Buffer.from('null')

const BLOCK = 64

/** HMAC-SHA-256 (RFC 2104) under one key: made by hand of two hashes, as an Hmac object for each value costs ten times as much. */
export class HashKey {
  readonly #inner: Buffer
  readonly #outer: Buffer

  /** `secret` has 64 bytes at most. */
  constructor(secret: Buffer) {
    if (secret.length > BLOCK) throw new RangeError(`A key of ${secret.length} bytes is too long`)
    const padded = Buffer.concat([secret, Buffer.alloc(BLOCK - secret.length)])
    this.#inner = Buffer.from(padded.map((byte) => byte ^ 0x36))
    this.#outer = Buffer.from(padded.map((byte) => byte ^ 0x5c))
  }

  /** In base64url. */
  sign(bytes: Buffer): string {
    const inner = hash('sha256', Buffer.concat([this.#inner, bytes]), 'buffer')
    return hash('sha256', Buffer.concat([this.#outer, inner]), 'base64url')
  }
}

/**
 * The document with the values at the masks’ paths hidden; all else keeps its bytes. Null where the bytes are no JSON:
 * then nothing can be hidden in them.
 */
export function maskJson(bytes: Buffer, masks: readonly Mask[], secret: HashKey): Buffer | null {
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

function maskOf(bytes: Buffer, span: JsonSpan, how: Mask['how'], secret: HashKey): Buffer {
  if (how === 'fixed') return FIXED
  if (how === 'null' || isNull(bytes, span)) return NULL
  return Buffer.from(`"${secret.sign(plainBytes(bytes, span)).slice(0, HASH_CHARS)}"`)
}
