import { topicNotFound } from '#kafka/faults.ts'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { GroupWriteOutcome, GroupWrites } from '#kafka/groups.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { notSent, refused } from '#kafka/write-faults.ts'

/** Moves the groups of a cluster in memory as a coordinator does; `calls` counts what was sent. */
export function memoryGroupWrites(gateway: MemoryGateway): GroupWrites & { calls: string[] } {
  const calls: string[] = []
  const busy = async (group: string) => {
    const [found] = await gateway.describeGroups([{ group, kind: 'unknown' }])
    if (!found?.ok || found.value.members.length === 0) return null
    return refused('GROUP_NOT_EMPTY', `Group "${group}" has live members; nothing was written.`)
  }
  const each = async <P extends TopicPartitionId>(
    what: string,
    group: string,
    places: readonly P[],
    write: (place: P) => void,
  ): Promise<GroupWriteOutcome[]> => {
    calls.push(what)
    const fault = await busy(group)
    const topics = await gateway.describeTopics([...new Set(places.map(({ topic }) => topic))])
    return places.map((place) => {
      const { topic, partition } = place
      const known = topics.some((one) => one.ok && one.value.name === topic)
      const why = fault ?? (known ? null : notSent(topicNotFound(topic)))
      if (why !== null) return { ok: false, fault: why, topic, partition }
      write(place)
      return { ok: true, topic, partition }
    })
  }
  return {
    calls,
    commitGroupOffsets: (group, offsets) =>
      each('commit', group, offsets, (place) => gateway.groups.commit(group, [place])),
    alterShareOffsets: (group, offsets) =>
      each('alter', group, offsets, ({ topic, partition, offset }) =>
        gateway.groups.share(group, topic, partition, { startOffset: offset, lag: null }),
      ),
    deleteGroupOffsets: (group, _, partitions) =>
      each('forget', group, partitions, ({ topic, partition }) =>
        gateway.groups.forgetCommits(group, topic, [partition]),
      ),
    deleteGroup: async (group) => {
      calls.push('delete')
      const fault = await busy(group)
      if (fault !== null) throw fault
      gateway.groups.remove(group)
    },
  }
}
