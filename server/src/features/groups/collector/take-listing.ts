import type { ItemFault } from '@sluice/shared/errors'
import { coordinatorMoving } from '#kafka/faults.ts'
import type { Outcome } from '#kafka/gateway.ts'
import type { CoordinatedGroups } from '#kafka/groups.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { type GroupRecord, hasMembers, newGroup } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'
import type { LagMemory } from './lag-memory.ts'
import { followCoordinator, isSettled } from './trust-commits.ts'

/** States in which partitions change hands, of either protocol. */
const REBALANCING = new Set(['PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling'])

export interface Listing {
  appeared: string[]
  vanished: string[]
  faults: (ItemFault & { brokerId: number })[]
}

/** Takes over which groups there are. Those of a broker that did not answer stay as they were, with its fault. */
export function takeListing(
  memory: LagMemory,
  outcomes: readonly Outcome<CoordinatedGroups, { brokerId: number }>[],
  { cycle, now, watch }: { cycle: number; now: number; watch: GroupWatch },
): Listing {
  const appeared: string[] = []
  const failed = new Map<number, ItemFault>()
  const answered = new Set<number>()
  for (const outcome of outcomes) {
    if (!outcome.ok) {
      failed.set(outcome.brokerId, toItemFault(outcome.fault))
      continue
    }
    const { brokerId } = outcome.value
    answered.add(brokerId)
    for (const listing of outcome.value.groups) {
      const known = memory.groups.get(listing.group)
      if (known === undefined) {
        const record = newGroup(listing, brokerId, now)
        record.listedIn = cycle
        memory.groups.set(listing.group, record)
        appeared.push(listing.group)
        continue
      }
      // While its coordinator moves, two brokers name it: the one that has it alive is right.
      if (known.listedIn === cycle && listing.state === 'Dead') continue
      known.listedIn = cycle
      known.missed = 0
      followCoordinator(known, { broker: brokerId, epoch: listing.commitsEpoch }, now)
      known.kind = listing.kind
      known.protocolType = listing.protocolType
      enterState(known, listing.state ?? '', watch, now)
    }
  }
  memory.brokers.follow(answered, now)
  const vanished = forgetUnlisted(memory, { cycle, now }, { failed, answered })
  return { appeared, vanished, faults: [...failed].map(([brokerId, fault]) => ({ brokerId, ...fault })) }
}

function enterState(record: GroupRecord, state: string, watch: GroupWatch, now: number): void {
  if (record.state === state) return
  record.state = state
  record.describedAt = Number.NEGATIVE_INFINITY
  if (REBALANCING.has(state)) watch.rebalance(record, state, now)
  if (hasMembers(record) !== false) return
  if (record.members !== null && record.members > 0) watch.members(record, record.members, 0, now)
  record.members = 0
  record.description = null
}

/** So long another broker may take to load the groups of one that is gone. */
const LOADING_CYCLES = 18

function forgetUnlisted(
  memory: LagMemory,
  { cycle, now }: { cycle: number; now: number },
  { failed, answered }: { failed: ReadonlyMap<number, ItemFault>; answered: ReadonlySet<number> },
): string[] {
  const vanished: string[] = []
  for (const record of memory.groups.values()) {
    if (record.listedIn === cycle) continue
    const fault = failed.get(record.coordinator)
    const sure = isSettled(record, now) && memory.brokers.areSteady(record.coordinator, now)
    const whole = sure && failed.size === 0 && answered.has(record.coordinator)
    record.missed += 1
    if (fault !== undefined || (!whole && record.missed <= LOADING_CYCLES)) {
      record.fault = fault ?? toItemFault(coordinatorMoving(record.group))
      continue
    }
    memory.forget(record)
    vanished.push(record.group)
  }
  return vanished
}
