import type { TopicPartitionId } from '../calls.ts'
import {
  brokerUnreachable,
  groupNotAuthorized,
  groupNotFound,
  notSupported,
  partitionNotFound,
  topicNotAuthorized,
  topicNotFound,
} from '../faults.ts'
import type { GroupWriteOutcome, GroupWrites } from '../groups.ts'
import type { KafkaFault } from '../kafka-fault.ts'
import {
  groupNotEmpty,
  groupReadsTopic,
  groupWriteUnknown,
  notSent,
  type WriteFault,
} from '../write-faults.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import { coordinatorOf } from './memory-groups.ts'

type Right = 'Read' | 'Delete'
/** Runs one write, counted and under the deadline, as the records' writes are. */
export type MemoryCall = <T>(
  method: string,
  options: { timeoutMs?: number } | undefined,
  work: () => T,
) => Promise<T>

export function memoryGroupWrites(
  cluster: MemoryCluster,
  has: (api: string) => boolean,
  call: MemoryCall,
): GroupWrites {
  const switches = cluster.groups.switches()
  return {
    commitGroupOffsets: (group, offsets, options) =>
      call('commitGroupOffsets', options, () =>
        each(offsets, whyRefused(cluster, group, 'Read', 'empty'), (offset) => {
          const fault = whyNoPartition(cluster, offset)
          if (fault === null) switches.commit(group, [offset])
          return fault
        }),
      ),
    alterShareOffsets: (group, offsets, options) =>
      call('alterShareOffsets', options, () => {
        const found = cluster.groups.all.get(group)
        const missing = found === undefined || found.kind === 'share' ? null : notSent(groupNotFound(group))
        const old = has('AlterShareGroupOffsets') ? null : tooOld('Moving share groups', '4.1')
        const fault = old ?? whyRefused(cluster, group, 'Read', 'empty') ?? missing
        return each(offsets, fault, ({ topic, partition, offset }) => {
          const refused = whyNoPartition(cluster, { topic, partition })
          if (refused === null) switches.share(group, topic, partition, { startOffset: offset, lag: null })
          return refused
        })
      }),
    deleteGroupOffsets: (group, kind, places, options) =>
      call('deleteGroupOffsets', options, () => {
        const found = cluster.groups.all.get(group)
        const missing = found === undefined ? notSent(groupNotFound(group)) : null
        const share = kind === 'share'
        const [what, release] = share ? DELETING_SHARE : DELETING
        const old = has(share ? 'DeleteShareGroupOffsets' : 'OffsetDelete') ? null : tooOld(what, release)
        const fault = old ?? whyRefused(cluster, group, 'Delete', share ? 'empty' : 'any') ?? missing
        return each(places, fault, ({ topic, partition }) => {
          const reads = [...(found?.members.values() ?? [])].flatMap(({ assigned }) => assigned)
          if (reads.some((one) => one.topic === topic)) return groupReadsTopic(group, topic)
          if (share) found?.shares.delete(topic)
          else switches.forgetCommits(group, topic, [partition])
          return null
        })
      }),
    deleteGroup: (group, options) =>
      call('deleteGroup', options, () => {
        const refused = whyRefused(cluster, group, 'Delete', 'empty')
        if (refused !== null) throw refused
        if (!cluster.groups.all.has(group)) throw notSent(groupNotFound(group))
        switches.remove(group)
      }),
  }
}

const DELETING = ['Deleting committed offsets', '2.4'] as const
const DELETING_SHARE = ['Deleting offsets of share groups', '4.1'] as const

function tooOld(what: string, release: string): WriteFault {
  return notSent(notSupported(what, release))
}

/** `refused` stands for all of them; else each is done, or says why not. */
function each<P extends TopicPartitionId>(
  places: readonly P[],
  refused: WriteFault | null,
  write: (place: P) => WriteFault | null,
): GroupWriteOutcome[] {
  return places.map((place): GroupWriteOutcome => {
    const { topic, partition } = place
    const fault = refused ?? write(place)
    return fault === null ? { ok: true, topic, partition } : { ok: false, topic, partition, fault }
  })
}

function whyRefused(
  cluster: MemoryCluster,
  group: string,
  right: Right,
  members: 'empty' | 'any',
): WriteFault | null {
  const coordinator = coordinatorOf(group, cluster.brokers)
  if (cluster.brokers.get(coordinator) === 'hanging') {
    return groupWriteUnknown(group, 'the broker did not answer in time')
  }
  const fault = whyUnanswered(cluster, group, coordinator, right)
  if (fault !== null) return notSent(fault)
  const count = cluster.groups.all.get(group)?.members.size ?? 0
  return members === 'empty' && count > 0 ? groupNotEmpty(group) : null
}

function whyUnanswered(
  cluster: MemoryCluster,
  group: string,
  coordinator: number,
  right: Right,
): KafkaFault | null {
  const { denied } = cluster
  if (!cluster.isUp(coordinator)) return brokerUnreachable(coordinator, cluster.failedAttempt(coordinator))
  const refused = denied.groups?.includes(group) || denied.groupWrites?.includes(group)
  return refused ? groupNotAuthorized(group, right) : null
}

function whyNoPartition(cluster: MemoryCluster, { topic, partition }: TopicPartitionId): WriteFault | null {
  if (cluster.isDenied(topic)) return notSent(topicNotAuthorized(topic, 'Read'))
  const found = cluster.topics.get(topic)
  if (found === undefined) return notSent(topicNotFound(topic))
  if (found.partitions[partition] !== undefined) return null
  return notSent(partitionNotFound(topic, partition, found.partitions.length))
}
