import type { ReplayLane } from '@sluice/shared/replay-job'
import { lowerOf } from '#features/messages/offset-order.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { OffsetSet, SPAN_MAX } from './offset-set.ts'
import { cameFrom, readStretch } from './read-stretch.ts'
import { type Floor, keyOf, type WrittenBook } from './written-book.ts'

export interface ReadBackOptions {
  gateway: Pick<KafkaGateway, 'fetch' | 'listOffsets'>
  replayId: string
  lanes: readonly ReplayLane[]
  written: WrittenBook
  floors: readonly Floor[]
  /** Whether it writes in transactions: only what is committed counts. Else what others left open is not waited for. */
  committed: boolean
  signal: AbortSignal
}

/** What a job had written that it did not know of: by source partition, the offsets at or behind its checkpoint. */
export interface FoundBack {
  records: bigint
  found: ReadonlyMap<string, OffsetSet>
}

/**
 * Reads the target from where on it may hold records that the job does not know of, and finds its own by their
 * provenance. What it finds is added to where the job wrote.
 */
export async function readBack(options: ReadBackOptions): Promise<FoundBack> {
  const { gateway, replayId, lanes, written, floors, committed, signal } = options
  const isolation = committed ? 'read_committed' : 'read_uncommitted'
  const found = new Map<string, OffsetSet>()
  for (const lane of lanes) {
    const [next, to] = [BigInt(lane.next), BigInt(lane.to)]
    const span = to - next
    found.set(keyOf(lane), new OffsetSet(next, lowerOf(span, SPAN_MAX)))
  }
  let records = 0n
  const asked = floors.map(({ topic, partition }) => ({ topic, partition, at: 'latest' as const }))
  const ends = asked.length === 0 ? [] : await gateway.listOffsets(asked, { signal, isolation })
  for (const [index, floor] of floors.entries()) {
    const end = ends[index]
    if (end === undefined || !end.ok) throw end?.fault ?? new RangeError('A partition was not answered for.')
    const { topic, partition } = floor
    const stretch = { topic, partition, from: BigInt(floor.offset), to: end.value.offset ?? 0n }
    await readStretch({ gateway, isolation, signal }, stretch, ({ headers, offset }) => {
      const origin = cameFrom(headers, replayId)
      if (origin === null) return
      if (found.get(keyOf(origin))?.add(origin.offset) !== true) return
      records += 1n
      written.add({ topic, partition }, offset, 1)
    })
  }
  return { records, found }
}
