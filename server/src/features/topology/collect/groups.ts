import { entityId } from '@sluice/shared/topology-evidence'
import type { GroupDescription, GroupKind, GroupMemberDescription } from '#kafka/groups.ts'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import type { GroupMembers } from './group-members.ts'
import { type CommittedPlace, readGroups, type SeenGroup } from './read-groups.ts'
import { ToldAgain } from './told-again.ts'

const EVERY_MS = 4_000
/** Kafka itself is asked where lag is not collected: not as often. */
const EVERY_WITHOUT_BOARD_MS = 30_000
const DEADLINE_MS = 20_000
/** A broker's own word of who reads; its age is the graph's to weigh. */
const WEIGHT = 0.99
/** Of one group by themselves: more are the same again, and are counted. */
const MEMBERS_MAX = 1_000

const DESCRIBED_BY: Readonly<Record<GroupKind, string>> = {
  classic: 'DescribeGroups',
  consumer: 'ConsumerGroupDescribe',
  share: 'ShareGroupDescribe',
  streams: 'StreamsGroupDescribe',
  unknown: 'DescribeGroups',
}

/** Who reads: members with what they have assigned, and commits, of groups of every kind. */
export class GroupsCollector implements EvidenceCollector {
  readonly source = 'groups' as const
  readonly everyMs: number
  readonly deadlineMs = DEADLINE_MS
  readonly #members: GroupMembers
  readonly #told = new ToldAgain()

  constructor({ withBoard, members }: { withBoard: boolean; members: GroupMembers }) {
    this.#members = members
    this.everyMs = withBoard ? EVERY_MS : EVERY_WITHOUT_BOARD_MS
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const timeoutMs = DEADLINE_MS / 2
    const groups = await readGroups(context, signal, timeoutMs)
    if (groups === null) return waiting()
    const now = context.now()
    await this.#members.refresh(context.gateway, groups, { now, signal, timeoutMs })
    const observations = groups.flatMap((group) => observe(group, this.#members.of(group), now))
    return {
      observations: this.#told.filter(observations, now),
      missing: this.#missing(groups.length),
      bytes: null,
      coverage: null,
    }
  }

  #missing(groups: number): Collected['missing'] {
    const { count, first } = this.#members.faults()
    if (first === null) return null
    const reason = `The members of ${count} of ${groups} groups are not known: ${first.message}`
    const remedy =
      first.code === 'NOT_AUTHORIZED' ? 'Give the user Sluice connects with Describe on these groups.' : null
    return { whole: false, reason, remedy }
  }
}

function waiting(): Collected {
  const reason = 'The first reading of groups is still under way.'
  return { observations: [], missing: { whole: false, reason, remedy: null }, bytes: null, coverage: null }
}

function observe(seen: SeenGroup, description: GroupDescription | null, now: number): Observation[] {
  const members = description?.members ?? []
  const holders = holdersOf(members)
  const topics = new Set([...holders.keys(), ...seen.committed.keys()])
  return [
    ...[...topics].map((topic) => groupReads(seen, topic, holders.get(topic), now)),
    ...members.slice(0, MEMBERS_MAX).flatMap((member) => memberOf(seen, member, now)),
  ]
}

/** Who has partitions of each topic, the first of them named. */
function holdersOf(members: readonly GroupMemberDescription[]) {
  const holders = new Map<string, { member: GroupMemberDescription; count: number }>()
  for (const member of members)
    for (const topic of new Set(member.assigned.map((one) => one.topic))) {
      const holder = holders.get(topic)
      if (holder === undefined) holders.set(topic, { member, count: 1 })
      else holder.count += 1
    }
  return holders
}

function groupReads(
  seen: SeenGroup,
  topic: string,
  holder: { member: GroupMemberDescription; count: number } | undefined,
  now: number,
): Observation {
  const { group, kind, state, members, moving } = seen
  const place = seen.committed.get(topic)
  const standalone = members === 0 && moving
  return {
    ...piece(entityId('group', group), 'reads', entityId('topic', topic), now),
    sample: holder === undefined ? commitSample(kind, place) : memberSample(kind, state, holder.member),
    facts: {
      kind,
      live: `${holder !== undefined || standalone}`,
      committed: `${place !== undefined}`,
      ...(standalone && { standalone: 'true' }),
      ...(holder !== undefined && { readers: `${holder.count}`, ...whoIs(holder.member) }),
    },
  }
}

function memberOf({ group, kind, state }: SeenGroup, member: GroupMemberDescription, now: number) {
  const subject = entityId('member', member.memberId)
  const facts = { group, ...whoIs(member) }
  const sample = memberSample(kind, state, member)
  const read = member.assigned.map(({ topic, partitions }) => ({
    ...piece(subject, 'reads', entityId('topic', topic), now),
    sample,
    facts: { ...facts, partitions: partitions.slice(0, 100).join(',') },
  }))
  return [{ ...piece(subject, 'partOf', entityId('group', group), now), sample, facts }, ...read]
}

function piece(subject: string, relation: 'reads' | 'partOf', object: string, at: number) {
  return { subject, relation, object, class: 'protocol' as const, weight: WEIGHT, at, count: 1 }
}

function whoIs({ clientId, host, instanceId }: GroupMemberDescription): Record<string, string> {
  return { clientId, host, ...(instanceId !== null && { instanceId }) }
}

function memberSample(kind: GroupKind, state: string, { memberId, clientId, host }: GroupMemberDescription) {
  return { kind: 'api' as const, api: DESCRIBED_BY[kind], answer: { state, memberId, clientId, host } }
}

function commitSample(kind: GroupKind, place: CommittedPlace | undefined) {
  if (place === undefined) return null
  const api = kind === 'share' ? 'DescribeShareGroupOffsets' : 'OffsetFetch'
  const { partition, offset } = place
  const answer = { partition: `${partition}`, ...(offset !== null && { offset: `${offset}` }) }
  return { kind: 'api' as const, api, answer }
}
