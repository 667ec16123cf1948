import type { consumerGroupDescribeV0, describeGroupsV5 } from '@platformatic/kafka'
import type { GroupDescription, TopicPartitions } from '../groups.ts'
import { readAssignment } from './member-assignment.ts'
import type { DescribedShareGroup } from './share-group-codec.ts'
import type { DescribedStreamsGroup, StreamsTasks } from './streams-group-codec.ts'

/** A group less what the request said of it already. */
export type Described = Omit<GroupDescription, 'group' | 'kind' | 'coordinator'>

/** The protocol type of members whose assignment is of topics and partitions. */
const CONSUMER = 'consumer'

export function fromClassic(found: describeGroupsV5.DescribeGroupsResponseGroup): Described {
  const { groupState, protocolType, protocolData, members } = found
  return {
    state: groupState,
    protocolType,
    assignor: protocolData === '' ? null : protocolData,
    groupEpoch: null,
    targetEpoch: null,
    members: members.map(({ memberId, groupInstanceId, clientId, clientHost, memberAssignment }) => ({
      memberId,
      instanceId: groupInstanceId ?? null,
      clientId,
      host: toHost(clientHost),
      rack: null,
      epoch: null,
      assigned: protocolType === CONSUMER ? (readAssignment(memberAssignment) ?? []) : [],
      target: null,
    })),
  }
}

export function fromConsumer(found: consumerGroupDescribeV0.ConsumerGroupDescribeResponseGroup): Described {
  const topicsOf = ({ topicPartitions }: (typeof found.members)[number]['assignment']) =>
    topicPartitions.map(({ topicName, partitions }) => ({ topic: topicName, partitions }))
  return {
    state: found.groupState,
    protocolType: CONSUMER,
    assignor: found.assignorName === '' ? null : found.assignorName,
    groupEpoch: found.groupEpoch,
    targetEpoch: found.assignmentEpoch,
    members: found.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId ?? null,
      clientId: member.clientId,
      host: toHost(member.clientHost),
      rack: member.rackId ?? null,
      epoch: member.memberEpoch,
      assigned: topicsOf(member.assignment),
      target: topicsOf(member.targetAssignment),
    })),
  }
}

export function fromShare(found: DescribedShareGroup): Described {
  return {
    state: found.groupState,
    protocolType: 'share',
    assignor: found.assignorName === '' ? null : found.assignorName,
    groupEpoch: found.groupEpoch,
    targetEpoch: found.assignmentEpoch,
    members: found.members.map(({ memberId, rackId, memberEpoch, clientId, clientHost, assigned }) => ({
      memberId,
      instanceId: null,
      clientId,
      host: toHost(clientHost),
      rack: rackId,
      epoch: memberEpoch,
      assigned,
      target: null,
    })),
  }
}

/** `exists`: a task reads its partition of those topics of its subtopology that have it. */
export function fromStreams(
  found: DescribedStreamsGroup,
  exists: (topic: string, partition: number) => boolean,
): Described {
  const topics = new Map(found.subtopologies.map((one) => [one.id, one.topics]))
  const read = (tasks: readonly StreamsTasks[]): TopicPartitions[] =>
    tasks.flatMap(({ subtopology, partitions }) =>
      (topics.get(subtopology) ?? []).flatMap((topic) => {
        const there = partitions.filter((partition) => exists(topic, partition))
        return there.length === 0 ? [] : [{ topic, partitions: there }]
      }),
    )
  return {
    state: found.groupState,
    protocolType: 'streams',
    subtopologies: found.subtopologies.map(({ id, topics: reads, writes }) => ({ id, reads, writes })),
    assignor: null,
    groupEpoch: found.groupEpoch,
    targetEpoch: found.assignmentEpoch,
    members: found.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      host: toHost(member.clientHost),
      rack: member.rackId,
      epoch: member.memberEpoch,
      assigned: read(member.active),
      target: read(member.target),
    })),
  }
}

/** Java prints an address behind a slash. */
function toHost(clientHost: string): string {
  return clientHost.replace(/^\//, '')
}
