import type { TopicPartitionId } from '../calls.ts'
import {
  commitMetadataTooLong,
  groupNotEmpty,
  groupReadsTopic,
  groupWriteUnknown,
  notSent,
  type WriteFault,
} from '../write-faults.ts'
import { groupFault, isStaleCoordinator, KAFKA, partitionFault } from './error-codes.ts'

/** Codes by which a coordinator says that the group has members: ours is none of them. */
const HAS_MEMBERS: ReadonlySet<number> = new Set([
  KAFKA.illegalGeneration,
  KAFKA.unknownMember,
  KAFKA.rebalanceInProgress,
  KAFKA.nonEmptyGroup,
  KAFKA.fencedMemberEpoch,
  KAFKA.staleMemberEpoch,
])

/** Codes that come of the topic's metadata or the user's rights to it. */
const OF_TOPIC: ReadonlySet<number> = new Set([
  KAFKA.unknownTopicOrPartition,
  KAFKA.invalidTopic,
  KAFKA.topicAuthorizationFailed,
])

/** Codes by which a coordinator refuses before it writes anything. Whatever else comes back leaves it open. */
const BEFORE_WRITE: ReadonlySet<number> = new Set([
  KAFKA.coordinatorLoading,
  KAFKA.groupAuthorizationFailed,
  KAFKA.clusterAuthorizationFailed,
  KAFKA.unsupportedVersion,
  KAFKA.invalidRequest,
  KAFKA.invalidGroupId,
  KAFKA.groupIdNotFound,
])

export const COORDINATOR_LOST = 'its coordinator changed or lost its replicas meanwhile'

type Right = 'Read' | 'Delete'

/** What an error code says that stands for a whole group, or, with `place`, for one partition of it. */
export function groupWriteFault(
  code: number,
  group: string,
  right: Right,
  place?: TopicPartitionId,
): WriteFault {
  if (HAS_MEMBERS.has(code)) return groupNotEmpty(group)
  if (place !== undefined) {
    if (code === KAFKA.groupSubscribedToTopic) return groupReadsTopic(group, place.topic)
    if (code === KAFKA.offsetMetadataTooLarge) return commitMetadataTooLong(place)
    if (OF_TOPIC.has(code)) return notSent(partitionFault(code, place, 'Read'))
  }
  if (BEFORE_WRITE.has(code)) return notSent(groupFault(code, group, right))
  // A coordinator whose replicas are late, or which lost its place meanwhile, calls itself not available or not the one.
  if (isStaleCoordinator(code)) return groupWriteUnknown(group, COORDINATOR_LOST)
  return groupWriteUnknown(group, `Kafka answered error ${code}`)
}
