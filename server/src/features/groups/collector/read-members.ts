import type { GroupReads } from '#kafka/groups.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { type GroupRecord, hasMembers } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'

const DESCRIBE_EVERY_MS = 120_000
const WATCHED_EVERY_MS = 5_000
const DESCRIBED_MAX = 500

/** Groups whose members are to be asked for now, the ones that a person looks at first, then the longest unasked. */
export function dueForMembers(records: Iterable<GroupRecord>, now: number): GroupRecord[] {
  const due: GroupRecord[] = []
  for (const record of records) {
    if (hasMembers(record) === false) continue
    const every = record.watchedUntil > now ? WATCHED_EVERY_MS : DESCRIBE_EVERY_MS
    if (now - record.describedAt >= every) due.push(record)
  }
  if (due.length <= DESCRIBED_MAX) return due
  const rank = (record: GroupRecord): number =>
    record.watchedUntil > now ? Number.NEGATIVE_INFINITY : record.describedAt
  return due.sort((a, b) => compare(rank(a), rank(b))).slice(0, DESCRIBED_MAX)
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Asks the coordinators for members. A fault is kept with its group; what was known stays. */
export async function readMembers(
  gateway: Pick<GroupReads, 'describeGroups'>,
  records: readonly GroupRecord[],
  watch: GroupWatch,
  { now, ...options }: { now: () => number; signal: AbortSignal; timeoutMs: number },
): Promise<void> {
  if (records.length === 0) return
  let outcomes: Awaited<ReturnType<GroupReads['describeGroups']>>
  try {
    outcomes = await gateway.describeGroups(
      records.map(({ group, kind }) => ({ group, kind })),
      options,
    )
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    outcomes = records.map(({ group }) => ({ ok: false, group, fault: error }))
  }
  for (const [index, record] of records.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined) continue
    record.describedAt = now()
    record.describeFault = outcome.ok ? null : toItemFault(outcome.fault)
    if (!outcome.ok) continue
    const before = record.members
    const { value } = outcome
    if (record.description?.groupEpoch != null && value.groupEpoch !== record.description.groupEpoch)
      watch.rebalance(record, value.state, now())
    record.description = value
    record.members = value.members.length
    if (before !== null && before !== record.members) watch.members(record, before, record.members, now())
  }
}
