import type {
  CommittedOffset,
  GroupKind,
  GroupMemberDescription,
  GroupSubtopology,
  TopicPartitions,
} from '../groups.ts'
import type { KafkaFault } from '../kafka-fault.ts'

/** A group as its coordinator keeps it. */
export interface MemoryGroup {
  group: string
  kind: GroupKind
  protocolType: string
  /** Null: `Stable` with members, `Empty` without. */
  state: string | null
  assignor: string | null
  epoch: number
  /** Of streams groups alone. */
  subtopologies: GroupSubtopology[] | undefined
  members: Map<string, GroupMemberDescription>
  /** By topic and partition. */
  commits: Map<string, Map<number, CommittedOffset>>
  /** Of share groups, by topic and partition; null is "not known". */
  shares: Map<string, Map<number, MemorySharePlace>>
}

/** Where a share group stands; a fault is what the broker answers instead. */
export interface MemorySharePlace {
  startOffset: bigint | null
  lag: bigint | null
  fault?: KafkaFault
}

/** A group that is to be there; what is left out has the default named beside it. */
export interface MemoryGroupSpec {
  group: string
  /** `classic`. */
  kind?: GroupKind
  /** That of the kind: `consumer`, `share`, `streams`. Empty says: only commits offsets. */
  protocolType?: string
  /** Kafka's word; left out, it follows from the members. */
  state?: string
  assignor?: string
  subtopologies?: GroupSubtopology[]
}

/** A member that joins; left out is null, or a name that follows from the member id. */
export type MemoryMemberSpec = Partial<Omit<GroupMemberDescription, 'memberId' | 'assigned'>> & {
  memberId: string
  assigned?: TopicPartitions[]
}

/** The switches of groups that tests turn. A group that is not there is made, as a first commit makes one. */
export interface MemoryGroupSwitches {
  create(spec: MemoryGroupSpec): void
  /** Sets Kafka's word for its state; null lets it follow from the members again. */
  setState(group: string, state: string | null): void
  commit(
    group: string,
    offsets: readonly {
      topic: string
      partition: number
      offset: bigint
      leaderEpoch?: number | null
      metadata?: string
    }[],
  ): void
  forgetCommits(group: string, topic: string, partitions?: readonly number[]): void
  join(group: string, member: MemoryMemberSpec): void
  leave(group: string, memberId: string): void
  /** Says where a share group stands in a partition. */
  share(group: string, topic: string, partition: number, at: MemorySharePlace): void
  remove(group: string): void
}

const PROTOCOLS: Readonly<Record<GroupKind, string>> = {
  classic: 'consumer',
  consumer: 'consumer',
  share: 'share',
  streams: 'streams',
  unknown: '',
}

/** The groups of a cluster in memory. */
export class MemoryGroups {
  readonly all = new Map<string, MemoryGroup>()

  /** Made where it is not there yet. */
  take(group: string, spec: Omit<MemoryGroupSpec, 'group'> = {}): MemoryGroup {
    const found = this.all.get(group)
    if (found !== undefined) return found
    const { kind = 'classic', state = null, assignor = null } = spec
    const made: MemoryGroup = {
      group,
      kind,
      protocolType: spec.protocolType ?? PROTOCOLS[kind],
      state,
      assignor,
      epoch: 0,
      subtopologies: spec.subtopologies,
      members: new Map(),
      commits: new Map(),
      shares: new Map(),
    }
    this.all.set(group, made)
    return made
  }

  switches(): MemoryGroupSwitches {
    return {
      create: ({ group, ...spec }) => {
        this.all.delete(group)
        this.take(group, spec)
      },
      setState: (group, state) => {
        this.take(group).state = state
      },
      commit: (group, offsets) => {
        const found = this.take(group, { protocolType: '' })
        for (const { topic, partition, offset, leaderEpoch = null, metadata = '' } of offsets) {
          at(found.commits, topic).set(partition, { partition, offset, leaderEpoch, metadata })
        }
      },
      forgetCommits: (group, topic, partitions) => {
        const commits = this.take(group).commits
        for (const partition of partitions ?? [...at(commits, topic).keys()])
          at(commits, topic).delete(partition)
        if (at(commits, topic).size === 0) commits.delete(topic)
      },
      join: (group, member) => {
        const found = this.take(group)
        if (found.protocolType === '') found.protocolType = PROTOCOLS[found.kind]
        found.epoch += 1
        found.members.set(member.memberId, toMember(found, member))
      },
      leave: (group, memberId) => {
        const found = this.take(group)
        found.epoch += 1
        found.members.delete(memberId)
      },
      share: (group, topic, partition, place) => {
        at(this.take(group, { kind: 'share' }).shares, topic).set(partition, place)
      },
      remove: (group) => {
        this.all.delete(group)
      },
    }
  }
}

/** Spread by the name over the brokers that are there; those that are down hand theirs to the next. */
export function coordinatorOf(group: string, brokers: ReadonlyMap<number, string>): number {
  const ids = [...brokers].flatMap(([id, health]) => (health === 'down' ? [] : [id]))
  let sum = 0
  for (const letter of group) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return ids[sum % ids.length] ?? 0
}

export function stateOf({ state, members }: MemoryGroup): string {
  return state ?? (members.size > 0 ? 'Stable' : 'Empty')
}

function at<T>(tree: Map<string, Map<number, T>>, topic: string): Map<number, T> {
  const found = tree.get(topic) ?? new Map<number, T>()
  tree.set(topic, found)
  return found
}

function toMember({ kind, epoch }: MemoryGroup, spec: MemoryMemberSpec): GroupMemberDescription {
  const { memberId, assigned = [] } = spec
  const isClassic = kind === 'classic' || kind === 'unknown'
  return {
    instanceId: null,
    clientId: memberId,
    host: '127.0.0.1',
    rack: null,
    epoch: isClassic ? null : epoch,
    target: isClassic || kind === 'share' ? null : assigned,
    ...spec,
    assigned,
  }
}
