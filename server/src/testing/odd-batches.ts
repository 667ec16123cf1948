import fc from 'fast-check'
import { CODECS } from '#records/batch-header.ts'
import type { CodecName } from '#records/record.ts'

export interface OddRecord {
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  headers: { key: string; value: Buffer | null }[]
}

export interface OddBatch {
  codec: CodecName
  records: OddRecord[]
}

const DAY_MS = 86_400_000n
const NOW = 1_750_000_000_000n
const bytes = (maxLength: number) =>
  fc.oneof(
    fc.constant(null),
    fc.constant(Buffer.alloc(0)),
    fc.uint8Array({ maxLength }).map((raw) => Buffer.from(raw)),
  )
/** None at all, far apart from each other within a batch, and the same. */
const timestamp = fc.oneof(
  fc.constant(-1n),
  fc.constant(0n),
  fc.constant(NOW),
  fc.bigInt({ min: NOW - 60n * DAY_MS, max: NOW }),
)
const headers = fc.array(
  fc.record({ key: fc.constantFrom('', 'a', 'a', '키', 'trace,id'), value: bytes(20) }),
  { maxLength: 5 },
)
const batch = fc.record({
  codec: fc.constantFrom(...CODECS),
  records: fc.array(fc.record({ timestamp, key: bytes(40), value: bytes(400), headers }), {
    minLength: 1,
    maxLength: 30,
  }),
})

/** Batches of whatever a log may hold, each codec among them, and a value of a megabyte in each. */
export function oddBatches(seed: number, count: number): OddBatch[] {
  const large = CODECS.map((codec, index) => {
    const value = Buffer.alloc(1_000_000, `${codec} `)
    for (let at = 0; at < value.length; at += 97 + index) value[at] = (at * 31 + seed) & 0xff
    return { codec, records: [{ timestamp: NOW, key: null, value, headers: [] }] }
  })
  return [...fc.sample(batch, { seed, numRuns: count }), ...large]
}
