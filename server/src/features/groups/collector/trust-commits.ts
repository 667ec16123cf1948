import type { ItemFault } from '@sluice/shared/errors'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import type { PlacesRead } from './places-read.ts'
import { NONE } from './row-marks.ts'
import { SETTLED_MS } from './steady-brokers.ts'

/** However often the coordinator changes meanwhile, what is told for so long is believed. */
const HELD_MAX_MS = 60_000
/** Faults behind which another coordinator may have taken over. */
const AWAY = new Set<ItemFault['code']>(['CLUSTER_UNREACHABLE', 'BROKER_TIMEOUT', 'LEADER_UNAVAILABLE'])

/** Takes over who coordinates a group, and notes when that is another one: by its id, its epoch, or a time in between. */
export function followCoordinator(
  record: GroupRecord,
  { broker, epoch }: { broker: number; epoch: number | null },
  now: number,
): void {
  const told = epoch !== null && record.commitsEpoch !== null
  const again = told ? epoch !== record.commitsEpoch : record.fault !== null && AWAY.has(record.fault.code)
  if (broker !== record.coordinator || again) record.coordinatorSince = now
  record.coordinator = broker
  record.commitsEpoch = epoch
}

/** Its coordinator is the same for so long that what it tells is all there is. */
export function isSettled({ coordinatorSince }: GroupRecord, now: number): boolean {
  return now - coordinatorSince >= SETTLED_MS
}

/**
 * Whether what was read is to be believed: not where the coordinator has just changed and a commit went back or is not
 * told, until a later cycle finds it still so. A move of our own is known to be one.
 */
export function isBelieved(memory: LagMemory, record: GroupRecord, places: PlacesRead, now: number): boolean {
  if (places.kind === 'commits' && places.value.coordinator !== null)
    followCoordinator(record, { broker: places.value.coordinator, epoch: record.commitsEpoch }, now)
  if (isSettled(record, now) || record.ownMove) return true
  if (record.heldSince !== null && now - record.heldSince >= HELD_MAX_MS) return true
  return !liesBehind(memory, record, places)
}

/** Whether any commit that is known is told lower now, or not at all. */
function liesBehind({ rows, book }: LagMemory, record: GroupRecord, places: PlacesRead): boolean {
  const told = toldOf(places)
  for (const row of record.rows) {
    const known = rows.committed[row] ?? NONE
    if (known === NONE) continue
    const { topic, partition } = book.name(rows.part[row] ?? -1)
    const now = told.get(`${topic}/${partition}`)
    if (now === undefined || (now !== null && now < known)) return true
  }
  return false
}

/** By topic and partition; null: that one could not be told. */
function toldOf(places: PlacesRead): Map<string, bigint | null> {
  const told = new Map<string, bigint | null>()
  if (places.kind === 'commits') {
    for (const { topic, partitions } of places.value.topics)
      for (const { partition, offset } of partitions) told.set(`${topic}/${partition}`, offset)
    for (const { topic, partition } of places.value.faults) told.set(`${topic}/${partition}`, null)
  } else if (places.kind === 'share')
    for (const { topic, partitions } of places.value.topics)
      for (const { partition, startOffset, fault } of partitions)
        if (fault !== null || startOffset !== null)
          told.set(`${topic}/${partition}`, fault === null ? startOffset : null)
  return told
}
