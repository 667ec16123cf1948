import { setImmediate as breathe } from 'node:timers/promises'
import { BatchError } from '#records/batch-error.ts'
import { readBatches } from '#records/batch-reader.ts'
import { closeRecords, openRecords } from '#records/record-reader.ts'
import { Sieve, type Traces } from '../text-probe.ts'

/** Batches in one piece of memory: where each begins and how long it is, one after the other. */
export type Places = Float64Array<ArrayBuffer>

export const PLACE_LENGTH = 2

/** What decompressors give back is freed between two turns of the event loop: so much may wait for that. */
const TURN_BYTES = 1024 * 1024

/**
 * Of each batch whether it is sure to be whole and to hold no match (1). Whatever else becomes of it (damaged, not to be
 * decompressed, perhaps a match) is told by whoever reads it (0).
 */
export async function ruleOut(
  memory: ArrayBuffer,
  places: Places,
  traces: Traces,
): Promise<Uint8Array<ArrayBuffer>> {
  const clear = new Uint8Array(places.length / PLACE_LENGTH)
  let opened = 0
  const open = (bytes: number) => {
    opened += bytes
  }
  for (const at of clear.keys()) {
    const [start = 0, length = 0] = places.subarray(at * PLACE_LENGTH)
    clear[at] = isClear(Buffer.from(memory, start, length), traces, open) ? 1 : 0
    if (opened < TURN_BYTES) continue
    opened = 0
    await breathe()
  }
  return clear
}

function isClear(bytes: Buffer, traces: Traces, open: (bytes: number) => void): boolean {
  const [batch] = readBatches(bytes)
  if (batch?.ok !== true) return false
  try {
    const cursor = openRecords(batch)
    const { length } = cursor.bytes
    open(length)
    const lacks = traces.some((probes) => !new Sieve(cursor.bytes, ...probes).mayHold(0, length))
    closeRecords(batch, cursor)
    return lacks
  } catch (error) {
    if (error instanceof BatchError) return false
    throw error
  }
}
