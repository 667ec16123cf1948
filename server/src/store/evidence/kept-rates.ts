import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'

/** Messages a second by topic; null: it is there, and its rate is not known. */
export type KeptRates = ReadonlyMap<string, number | null>

const Packed = z.record(z.string(), z.number().nullable())
/** Ten thousand topics with long names take a tenth of it. */
const BYTES_MAX = 64 << 20

export function packRates(rates: KeptRates): Uint8Array {
  const rounded = [...rates].map(([topic, rate]) => [
    topic,
    rate === null ? null : Number(rate.toPrecision(6)),
  ])
  return deflateRawSync(JSON.stringify(Object.fromEntries(rounded)))
}

/** Null: they are damaged, and nothing is known of that time. */
export function unpackRates(bytes: Uint8Array): KeptRates | null {
  try {
    const text = inflateRawSync(bytes, { maxOutputLength: BYTES_MAX }).toString('utf8')
    return new Map(Object.entries(Packed.parse(JSON.parse(text))))
  } catch {
    return null
  }
}
