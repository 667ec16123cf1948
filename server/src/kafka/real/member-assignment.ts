import type { TopicPartitions } from '../groups.ts'
import { WireCursor } from './wire-cursor.ts'

/**
 * What a classic member has assigned, from the bytes that its leader wrote (ConsumerProtocolAssignment.json). Any client
 * may write anything there: bytes of another form are null.
 */
export function readAssignment(bytes: Buffer): TopicPartitions[] | null {
  // A member that has nothing yet, as while its group rebalances.
  if (bytes.length === 0) return []
  try {
    const cursor = new WireCursor(bytes)
    cursor.int16()
    return cursor.array(false, () => ({
      topic: cursor.text(false),
      partitions: cursor.array(false, () => partitionOf(cursor)),
    }))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function partitionOf(cursor: WireCursor): number {
  const partition = cursor.int32()
  if (partition < 0) throw new RangeError(`${partition} is no partition`)
  return partition
}
