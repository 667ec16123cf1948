import type { TimeLag } from '@sluice/shared/groups-state'

export interface LossFacts {
  /** As the topic is configured, such as `delete` or `compact,delete`; null: not known. */
  cleanupPolicy: string | null
  /** `retention.ms`; −1 keeps for ever; null: not known. */
  retentionMs: bigint | null
  /** `retention.bytes` of a partition; −1: no bound; null: not known. */
  retentionBytes: bigint | null
  /** Age of the next unread record. */
  time: TimeLag
  /** Unread up to the log end. */
  lagToEnd: bigint | null
  /** Mean size of a message in the log, and messages that arrive a second; null: not known. */
  avgBytes: number | null
  produceRate: number | null
}

/** Thirty thousand years: who sets the longest that Kafka takes means for ever. */
const FOR_EVER_MS = 1e15

/**
 * Milliseconds until retention may delete the next unread record. Whole segments go, and the last record of one keeps
 * the others: so this is the earliest, and by up to one segment too early. Null: not known, or never.
 */
export function timeToLossMs(facts: LossFacts): number | null {
  const { cleanupPolicy, lagToEnd } = facts
  if (lagToEnd === null || lagToEnd === 0n) return null
  if (cleanupPolicy === null || !cleanupPolicy.includes('delete')) return null
  const known = [byAge(facts), bySize(facts, lagToEnd)].filter((ms) => ms !== null)
  const ms = Math.floor(Math.min(...known))
  return ms < FOR_EVER_MS ? Math.max(0, ms) : null
}

/** An age that is only a lower bound would make this an upper one. */
function byAge({ retentionMs, time }: LossFacts): number | null {
  if (retentionMs === null || retentionMs < 0n || time.atLeast || time.method === 'zero') return null
  return time.ms === null ? null : Number(retentionMs) - time.ms
}

/** Its segment goes when what lies behind it is as large as may be kept. */
function bySize({ retentionBytes, avgBytes, produceRate }: LossFacts, lagToEnd: bigint): number | null {
  if (retentionBytes === null || retentionBytes < 0n || avgBytes === null || produceRate === null) return null
  const left = Number(retentionBytes) - Number(lagToEnd) * avgBytes
  if (left <= 0) return 0
  const bytesIn = produceRate * avgBytes
  return bytesIn <= 0 ? null : (left * 1000) / bytesIn
}
