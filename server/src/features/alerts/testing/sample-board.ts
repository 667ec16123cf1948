import type { CollectorHealth } from '@sluice/shared/groups'
import type { TimeLag } from '@sluice/shared/groups-state'
import type {
  CycleReport,
  GroupStanding,
  LagBoard,
  PartitionStanding,
  TopicStanding,
} from '../../groups/lag-board.ts'

export const NO_TIME: TimeLag = {
  ms: null,
  atLeast: false,
  method: 'none',
  confidence: null,
  clockSkew: false,
  asOf: null,
}

export function sampleTime(ms: number): TimeLag {
  return {
    ms,
    atLeast: false,
    method: ms === 0 ? 'zero' : 'exact',
    confidence: 'high',
    clockSkew: false,
    asOf: 1,
  }
}

export function samplePartition(changes: Partial<PartitionStanding> = {}): PartitionStanding {
  return {
    topic: 'orders',
    partition: 0,
    committed: 90n,
    logStart: 10n,
    lastStable: 100n,
    logEnd: 101n,
    lag: 10n,
    lagToEnd: 11n,
    lost: 0n,
    time: sampleTime(1500),
    lagState: 'OK',
    ...changes,
  }
}

export function sampleTopic(changes: Partial<TopicStanding> = {}): TopicStanding {
  return {
    topic: 'orders',
    lag: 10n,
    lost: 0n,
    time: sampleTime(1500),
    commitRate: 2,
    produceRate: 1.5,
    lagState: 'OK',
    partitions: [samplePartition()],
    ...changes,
  }
}

export function sampleGroup(changes: Partial<GroupStanding> = {}): GroupStanding {
  const lagState = changes.lagState ?? 'OK'
  return {
    group: 'billing',
    kind: 'consumer',
    state: 'Stable',
    protocolType: 'consumer',
    members: 2,
    lag: 10n,
    lagToEnd: 11n,
    lost: 0n,
    unknownPartitions: 0,
    time: sampleTime(1500),
    commitRate: 2,
    produceRate: 1.5,
    eta: { kind: 'draining', lowMs: 15_000, highMs: 25_000, blockedBy: null },
    timeToLossMs: 3_600_000,
    lagState,
    cause: { state: lagState, since: null },
    asOf: 1_000_000,
    topics: [sampleTopic()],
    ...changes,
  }
}

export interface SampleBoard extends LagBoard {
  /** What the next cycle finds; of a group that is left out nothing is known any more. */
  cycle(at: number, groups: readonly GroupStanding[], report?: Partial<CycleReport>): void
  /** The collector reaches nothing: its figures grow old. */
  setHealth(changes: Partial<CollectorHealth>): void
}

/** A board whose cycles a test makes. */
export function createSampleBoard(
  groups: readonly GroupStanding[] = [],
  asOf: number | null = 1_000_000,
): SampleBoard {
  let standings = new Map(groups.map((group) => [group.group, group]))
  let health: CollectorHealth = {
    asOf,
    cycle: 7,
    everyMs: 10_000,
    tookMs: 120,
    overruns: 1,
    requests: 15,
    faults: [],
  }
  const listeners = new Set<(cycle: CycleReport) => void>()
  const unused = (): never => {
    throw new Error('The sample board has standings only.')
  }
  return {
    health: () => health,
    list: unused,
    summary: unused,
    detail: unused,
    topicGroups: unused,
    standings: () => standings.values(),
    standing: (group) => standings.get(group) ?? null,
    onCycle: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    watch: () => undefined,
    setHealth: (changes) => {
      health = { ...health, ...changes }
    },
    cycle: (at, next, report = {}) => {
      const before = standings
      standings = new Map(next.map((group) => [group.group, { ...group, asOf: at }]))
      const cycle = health.cycle + 1
      health = { ...health, asOf: at, cycle }
      const vanished = [...before.keys()].filter((group) => !standings.has(group))
      const appeared = [...standings.keys()].filter((group) => !before.has(group))
      for (const listener of listeners)
        listener({ at, cycle, changed: [], appeared, vanished, events: [], ...report })
    },
  }
}
