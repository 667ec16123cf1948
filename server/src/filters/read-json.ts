import { isUtf8 } from 'node:buffer'
import { JsonReader } from './json-reader.ts'
import { NOT_JSON, TOO_DEEP } from './json-skipper.ts'
import { WHOLE } from './value-shape.ts'

const reader = new JsonReader()

/** A document as expressions see it, objects as maps; undefined where the bytes are none, or nested too deeply. */
export function readJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return undefined
  const closed = Buffer.concat([bytes, Buffer.of(0)])
  try {
    return reader.parse(closed, 0, bytes.length, WHOLE)
  } catch (error) {
    if (error === NOT_JSON || error === TOO_DEEP) return undefined
    throw error
  }
}
