import type { Isolation, Message, ScanRequest } from '@sluice/shared/messages'
import { KEY_DATA_MAX } from '@sluice/shared/messages-key'
import { type OpenScan, readScanToEnd } from '../scan-page.ts'

/** Why messages with the same key cannot be looked for: there is no key, or it is longer than a scan can look for. */
export type NoKeyReason = 'none' | 'long'
type SoughtKey = NonNullable<ScanRequest['key']>

/** The key of a message as a scan looks for it, byte for byte. */
export function soughtKey({ key }: Pick<Message, 'key'>): SoughtKey | NoKeyReason {
  if (key === null) return 'none'
  if (key.truncated || key.data.length > KEY_DATA_MAX) return 'long'
  return { data: key.data, encoding: key.encoding, partitions: 'likely' }
}

export interface SameKeySearch {
  topic: string
  partition: number
  offset: string
  key: SoughtKey
  isolation: Isolation
  /** 1: the next one in the partition; −1: the one before. */
  by: 1 | -1
}

/** Offsets looked at so far, of those that there are in that direction at most. */
export type SameKeyProgress = (done: bigint, total: bigint) => void

/** Offsets below the record that are looked at first; each further stretch is larger. */
const FIRST_STRETCH = 4096n
const STRETCH_GROWTH = 8n
/** Matches of one stretch: more of them mean that a shorter one will do. */
const STRETCH_MATCHES = 500

/**
 * The nearest record with the same key in the same partition, by offset and not by time; null where there is none.
 * Backward it looks at stretches that grow, so that a near one is found without reading what is far.
 */
export async function findSameKey(
  open: OpenScan,
  search: SameKeySearch,
  signal: AbortSignal,
  onProgress?: SameKeyProgress,
): Promise<Message | null> {
  if (search.by === 1) {
    const from = { offset: (BigInt(search.offset) + 1n).toString() }
    const { rows } = await readScanToEnd(open, { ...requestOf(search), from, limit: 1 }, signal, (frame) =>
      onProgress?.(BigInt(frame.offsetsDone), BigInt(frame.offsetsTotal)),
    )
    return rows[0] ?? null
  }
  return findBefore(open, search, signal, onProgress)
}

async function findBefore(
  open: OpenScan,
  search: SameKeySearch,
  signal: AbortSignal,
  onProgress?: SameKeyProgress,
): Promise<Message | null> {
  const start = BigInt(search.offset)
  let to = start
  let stretch = FIRST_STRETCH
  let logStart = 0n
  while (to > logStart) {
    const from = to - stretch > logStart ? to - stretch : logStart
    const request = {
      ...requestOf(search),
      from: { offset: from.toString() },
      to: { offset: to.toString() },
      limit: STRETCH_MATCHES,
    }
    const page = await readScanToEnd(open, request, signal)
    const [range] = page.open.ranges
    if (range !== undefined) logStart = BigInt(range.logStart)
    if (page.end.reason === 'limit' && page.end.cursor !== null && to - from > 1n) {
      stretch = (to - from) / 2n
      continue
    }
    const last = page.rows.at(-1)
    if (last !== undefined) return last
    to = from
    stretch *= STRETCH_GROWTH
    onProgress?.(start - to, start - logStart)
  }
  return null
}

function requestOf({ topic, partition, key, isolation }: SameKeySearch) {
  return { topic, partitions: [partition], isolation, key: { ...key, partitions: 'all' as const } }
}
