import { availableParallelism } from 'node:os'
import { BufferShares } from '../../server/src/features/messages/buffer-shares.ts'
import { createCursorCodec } from '../../server/src/features/messages/cursor.ts'
import { SCAN_LIMITS } from '../../server/src/features/messages/scan-limits.ts'
import { scanMessages } from '../../server/src/features/messages/scan-messages.ts'
import { collectLater } from '../../server/src/features/messages/sift/collect-later.ts'
import {
  SIFT_LIMITS,
  SiftThreads,
  siftWorkers,
} from '../../server/src/features/messages/sift/sift-threads.ts'
import { FILTER_LIMITS } from '../../server/src/filters/filter-limits.ts'
import { FilterPool } from '../../server/src/filters/filter-pool.ts'
import type { KafkaGateway } from '../../server/src/kafka/gateway.ts'
import { ScanRequest } from '../../shared/src/messages.ts'
import { NEEDLE, RARE } from './events.ts'
import { type Run, ratio } from './run.ts'

collectLater()
const worker = new URL('../../server/src/filters/filter-worker.ts', import.meta.url)
const sifting = new URL('../../server/src/features/messages/sift/sift-worker.ts', import.meta.url)
const workers = Math.max(1, availableParallelism() - 1)
const filters = new FilterPool(worker, { ...FILTER_LIMITS, workers })
const sifter = new SiftThreads(sifting, { ...SIFT_LIMITS, workers: siftWorkers(availableParallelism()) })

/** What is searched for, and in how many messages of ten thousand it is. */
export const SEARCHES = {
  literal: { filter: { text: NEEDLE } },
  caseInsensitive: { filter: { text: NEEDLE.toUpperCase(), caseSensitive: false } },
  celWithProbe: { filter: { cel: `value.comment == '${NEEDLE}' && value.customer.tier >= 0` } },
  celOnEveryRecord: { filter: { cel: 'value.customer.tier > 1000' } },
}

export interface Search extends Run {
  records: number
  hits: number
  /** Milliseconds since 1970 of the last message given out. */
  lastTime: number | null
}

/** One search from the first message to the last. */
export async function search(gateway: KafkaGateway, request: object): Promise<Search> {
  const deps = {
    gateway,
    cursors: createCursorCodec(Buffer.from('bench')),
    filters,
    sifter,
    limits: { ...SCAN_LIMITS, deadlineMs: 300_000 },
    buffers: new BufferShares(),
    now: Date.now,
  }
  const call = { cluster: 'bench', requestId: 'r', request: ScanRequest.parse(request) }
  const started = performance.now()
  let firstHitMs: number | null = null
  let lastTime: number | null = null
  for await (const frame of scanMessages(deps, call, new AbortController().signal)) {
    if (frame.t === 'rows') {
      firstHitMs ??= Math.round(performance.now() - started)
      lastTime = Number(frame.rows.at(-1)?.timestamp ?? lastTime)
    }
    if (frame.t !== 'end') continue
    const { bytes, records, matched: hits, reason, filterErrors } = frame
    if (reason !== 'end' && reason !== 'limit') throw new Error(`The search ended for ${reason}`)
    if (filterErrors > 0) throw new Error(`The filter failed on ${filterErrors} records`)
    return { ms: performance.now() - started, bytes, records, hits, firstHitMs, lastTime }
  }
  throw new Error('The search did not end')
}

export async function searchAll(gateway: KafkaGateway, topic: string, what: object): Promise<Search> {
  const found = await search(gateway, { topic, from: { oldest: true }, limit: 10_000, ...what })
  return found
}

/** The newest 50 of those that one in a thousand is: what was looked at, beside what lies behind the oldest of them. */
export async function searchNewest(gateway: KafkaGateway, topic: string, partitions: number) {
  const { ms, records, hits, bytes, lastTime } = await search(gateway, {
    topic,
    from: { newest: 50 },
    filter: { text: RARE },
  })
  const all = Array.from({ length: partitions }, (_, partition) => ({ topic, partition }))
  const since = BigInt(lastTime ?? 0)
  const ends = await gateway.listOffsets(all.map((id) => ({ ...id, at: 'latest' as const })))
  const starts = await gateway.listOffsets(all.map((id) => ({ ...id, at: { timestamp: since } })))
  const offsetOf = (answer: (typeof ends)[number] | undefined) =>
    answer?.ok ? (answer.value.offset ?? null) : null
  const behind = ends.reduce((sum, end, at) => {
    const last = offsetOf(end) ?? 0n
    return sum + Number(last - (offsetOf(starts[at]) ?? last))
  }, 0)
  return {
    ms: Math.round(ms),
    hits,
    bytes,
    looked: records,
    needed: behind,
    ofNeeded: ratio(records, behind),
  }
}

export function closeFilters(): void {
  filters.close()
  sifter.close()
}
