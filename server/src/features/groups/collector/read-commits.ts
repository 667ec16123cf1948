import type { Outcome } from '#kafka/gateway.ts'
import type { GroupOffsets, GroupReads, ShareOffsets } from '#kafka/groups.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { GroupRecord } from './group-record.ts'

/** What was read of one group's places: its commits, or where a share group stands. */
export type PlacesRead =
  | { kind: 'commits'; value: GroupOffsets }
  | { kind: 'share'; value: ShareOffsets }
  | { kind: 'fault'; fault: KafkaFault }

/** Commits of all groups given, by group; a call that fails as a whole is the fault of each of its groups. */
export async function readPlaces(
  gateway: Pick<GroupReads, 'listGroupOffsets' | 'listShareOffsets'>,
  records: readonly GroupRecord[],
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<Map<string, PlacesRead>> {
  const shared = records.filter(({ kind }) => kind === 'share').map(({ group }) => group)
  const others = records.filter(({ kind }) => kind !== 'share').map(({ group }) => group)
  const places = new Map<string, PlacesRead>()
  const [commits, shares] = await Promise.all([
    ask(others, (groups) => gateway.listGroupOffsets(groups, options)),
    ask(shared, (groups) => gateway.listShareOffsets(groups, options)),
  ])
  for (const one of commits)
    if (one.ok) places.set(one.value.group, { kind: 'commits', value: one.value })
    else places.set(one.group, { kind: 'fault', fault: one.fault })
  for (const one of shares)
    if (one.ok) places.set(one.value.group, { kind: 'share', value: one.value })
    else places.set(one.group, { kind: 'fault', fault: one.fault })
  return places
}

async function ask<T>(
  groups: readonly string[],
  call: (groups: readonly string[]) => Promise<Outcome<T, { group: string }>[]>,
): Promise<Outcome<T, { group: string }>[]> {
  if (groups.length === 0) return []
  try {
    return await call(groups)
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return groups.map((group) => ({ ok: false, group, fault: error }))
  }
}
