import type { GroupPartition, GroupSummary } from '@sluice/shared/groups'
import type { DrainEta, TimeLag } from '@sluice/shared/groups-state'

const time: TimeLag = { ms: 0, atLeast: false, method: 'zero', confidence: 'high', clockSkew: false, asOf: 0 }
const eta: DrainEta = { kind: 'done', lowMs: null, highMs: null, blockedBy: null }

/** A partition that is read to its end, but for what is given. */
export function somePartition(part: Partial<GroupPartition> = {}): GroupPartition {
  const lagState = part.lagState ?? 'OK'
  return {
    topic: 'orders',
    partition: 0,
    committed: '100',
    movedAt: 0,
    logStart: '0',
    lastStable: '100',
    logEnd: '100',
    lag: '0',
    lagToEnd: '0',
    lost: '0',
    time,
    commitRate: 1,
    produceRate: 1,
    eta,
    timeToLossMs: null,
    hot: false,
    memberId: null,
    lagState,
    cause: { state: lagState, since: null },
    fault: null,
    ...part,
  }
}

/** A group that is well, but for what is given. */
export function someGroup(part: Partial<GroupSummary> = {}): GroupSummary {
  const lagState = part.lagState ?? 'OK'
  return {
    group: 'library.member',
    type: 'consumer',
    protocolType: 'consumer',
    state: 'Stable',
    coordinator: 1,
    members: 1,
    standalone: false,
    topics: ['orders'],
    topicCount: 1,
    partitions: 1,
    unknownPartitions: 0,
    lag: '0',
    lagToEnd: '0',
    lost: '0',
    worst: null,
    time,
    commitRate: 1,
    produceRate: 1,
    eta,
    timeToLossMs: null,
    lagState,
    cause: { state: lagState, since: null },
    trend: [],
    asOf: 0,
    ...part,
  }
}
