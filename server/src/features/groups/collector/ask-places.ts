import type { Outcome } from '#kafka/gateway.ts'
import type { GroupReads } from '#kafka/groups.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { GroupRecord } from './group-record.ts'
import type { PlacesRead } from './places-read.ts'

export interface AskLimits {
  signal: AbortSignal
  timeoutMs: number
}

/** Commits of all groups given, by group; a call that fails as a whole is the fault of each of its groups. */
export async function askCommits(
  gateway: Pick<GroupReads, 'listGroupOffsets'>,
  records: readonly GroupRecord[],
  options: AskLimits,
): Promise<Map<string, PlacesRead>> {
  const places = new Map<string, PlacesRead>()
  const names = records.map(({ group }) => group)
  for (const one of await ask(names, (groups) => gateway.listGroupOffsets(groups, options)))
    if (one.ok) places.set(one.value.group, { kind: 'commits', value: one.value })
    else places.set(one.group, { kind: 'fault', fault: one.fault })
  return places
}

/** The same of share groups. */
export async function askShares(
  gateway: Pick<GroupReads, 'listShareOffsets'>,
  records: readonly GroupRecord[],
  options: AskLimits,
): Promise<Map<string, PlacesRead>> {
  const places = new Map<string, PlacesRead>()
  const names = records.map(({ group }) => group)
  for (const one of await ask(names, (groups) => gateway.listShareOffsets(groups, options)))
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
