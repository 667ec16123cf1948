import type { FetchedPartition } from '#kafka/gateway.ts'
import { AT, PREFIX_BYTES } from '#records/batch-header.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { SampledBatch } from './sampled-batch.ts'

/** Shows each batch that was fetched, markers too, and returns the offset to go on from. */
export function walkSample(
  { topic, partition, records }: FetchedPartition,
  { from, first, now }: { from: bigint; first: boolean; now: number },
  show: (sampled: SampledBatch) => void,
): bigint {
  const place = { topic, partition, fresh: !first }
  let next = from
  let at = 0
  for (const one of readBatches(records, { crc: 'unconfirmed' })) {
    // Of one that did not come whole there is nothing to count: it is asked for again.
    if (!one.ok && PREFIX_BYTES + records.readInt32BE(at + AT.length) > records.length - at) break
    const magic = records.readInt8(at + AT.magic)
    const { baseOffset, lastOffset, byteLength } = one.ok ? one.header : one
    at += byteLength
    if (lastOffset >= next) next = lastOffset + 1n
    if (lastOffset < from) continue
    if (one.ok) {
      const when = first ? writtenAt(one.header.maxTimestamp, now) : now
      if (when !== null) show({ ...place, batch: one, header: one.header, at: when })
    } else if (magic < 2 && !first) {
      // Its time stands in each message, which is not read here: only what has just come is known to be of now.
      show({ ...place, batch: null, header: { baseOffset, lastOffset, byteLength, magic }, at: now })
    }
  }
  return next
}

/** A producer's clock may be ahead; null: the batch does not say. */
function writtenAt(timestamp: bigint, now: number): number | null {
  return timestamp <= 0n ? null : Math.min(now, Number(timestamp))
}
