import type { DrainEta } from '@sluice/shared/groups-state'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { Slope } from './slope.ts'

/** Messages that are behind of any group that works: of so few no forecast is made. */
const FEW = 100n
/** A forecast needs to have seen so many commits. */
const COMMITS_MIN = 3
/** Of what arrives; a difference below it, or below a message a second, is chance. */
const DEAD_PART = 0.01
const DEAD_PER_SECOND = 1
/** A lag that so little would drain within the hour belongs to a slow topic, and is judged as finely. */
const SLOW_SECONDS = 3600

export interface DrainFacts {
  /** What is left to read: of a phantom 0. */
  lag: bigint | null
  /** How the commit moves, and how the log grows. */
  commits: Slope | null
  produced: Slope | null
  /** As {@link commitIntervalMs} tells. */
  commitEveryMs: number | null
  /** Between two samples: nothing is known more finely than that. */
  sampleEveryMs: number
}

export const UNKNOWN_ETA: DrainEta = { kind: 'unknown', lowMs: null, highMs: null, blockedBy: null }
const DONE: DrainEta = { kind: 'done', lowMs: 0, highMs: 0, blockedBy: null }

/**
 * Time until a partition is read to its end, as a range from the quartiles of both rates; `highMs` null where at the
 * slower ones it would not be. `done` also for a group that is no further behind than what arrives between two commits.
 */
export function drainEta(facts: DrainFacts, id: TopicPartitionId): DrainEta {
  const { lag, commits, produced } = facts
  if (lag === null) return UNKNOWN_ETA
  if (lag === 0n) return DONE
  if (commits === null || produced === null) return UNKNOWN_ETA
  if (keepsUp(lag, facts, commits, produced)) return DONE
  const band = deadBand(lag, produced.perSecond)
  if (commits.perSecond - produced.perSecond <= band) {
    const { topic, partition } = id
    return { kind: 'never', lowMs: null, highMs: null, blockedBy: { topic, partition } }
  }
  const beat = Math.max(facts.commitEveryMs ?? 0, facts.sampleEveryMs)
  if (commits.spanMs < COMMITS_MIN * beat) return UNKNOWN_ETA
  const slow = commits.low - produced.high
  const fast = commits.high - produced.low
  // What was read since the last commit is not seen, and can be as much as is read between two of them.
  const unread = Math.max(0, Number(lag) - (commits.high * beat) / 1000)
  return {
    kind: 'draining',
    lowMs: Math.floor((unread / fast) * 1000),
    highMs: slow <= band ? null : Math.ceil((Number(lag) / slow) * 1000 + beat),
    blockedBy: null,
  }
}

/** Messages a second by which a lag must shrink, or grow, to count as shrinking or growing. */
export function deadBand(lag: bigint, produceRate: number): number {
  return Math.max(Math.min(DEAD_PER_SECOND, Number(lag) / SLOW_SECONDS), DEAD_PART * produceRate)
}

function keepsUp(lag: bigint, facts: DrainFacts, commits: Slope, produced: Slope): boolean {
  if (commits.moved === 0) return false
  const beat = Math.max(facts.commitEveryMs ?? 0, facts.sampleEveryMs)
  const between = BigInt(Math.ceil((produced.high * beat) / 1000))
  return lag <= (between > FEW ? between : FEW)
}

/** What {@link groupEta} needs of each partition. */
export interface DrainingPartition extends TopicPartitionId {
  lag: bigint | null
  eta: DrainEta
}

/**
 * A group is done when its last partition is: the highest of their times, not lag over rate of the sum, which one stuck
 * partition would make a lie. A partition that is not known leaves the range open.
 */
export function groupEta(partitions: Iterable<DrainingPartition>): DrainEta {
  let blocked: DrainingPartition | null = null
  let low = -1
  let high: number | null = 0
  let unknown = false
  for (const partition of partitions) {
    const { eta } = partition
    if (eta.kind === 'unknown') unknown = true
    if (eta.kind === 'never' && (blocked === null || (partition.lag ?? 0n) > (blocked.lag ?? 0n))) {
      blocked = partition
    }
    if (eta.kind !== 'draining') continue
    low = Math.max(low, eta.lowMs ?? 0)
    high = high === null || eta.highMs === null ? null : Math.max(high, eta.highMs)
  }
  if (blocked !== null) {
    const { topic, partition } = blocked
    return { kind: 'never', lowMs: null, highMs: null, blockedBy: { topic, partition } }
  }
  if (low < 0) return unknown ? UNKNOWN_ETA : DONE
  return { kind: 'draining', lowMs: low, highMs: unknown ? null : high, blockedBy: null }
}
