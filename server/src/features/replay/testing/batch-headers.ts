import type { BatchHeader } from '#records/record.ts'

/** The header of a plain batch, for records of tests that came from none. */
export function headerOf(header: Partial<BatchHeader> = {}): BatchHeader {
  return {
    ...{ baseOffset: 0n, lastOffset: 0n, byteLength: 100, leaderEpoch: 0, magic: 2, crc: 0 },
    ...{ codec: 'none', timestampType: 'CreateTime', transactional: false, control: false },
    ...{ baseTimestamp: 0n, deleteHorizon: null, maxTimestamp: 0n },
    ...{ producerId: -1n, producerEpoch: -1, baseSequence: -1, recordCount: 1 },
    ...header,
  }
}
