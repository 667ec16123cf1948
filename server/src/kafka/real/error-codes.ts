import { protocolErrorsCodesById } from '@platformatic/kafka'
import {
  clusterNotAuthorized,
  commitUndecided,
  coordinatorMoving,
  groupNotAuthorized,
  groupNotFound,
  groupTopicsNotAuthorized,
  leaderMoving,
  noLeader,
  offsetOutOfRange,
  partitionNotFound,
  topicNameInvalid,
  topicNotAuthorized,
  topicNotFound,
  transactionNotAuthorized,
  transactionNotFound,
} from '../faults.ts'
import type { TopicPartitionId } from '../gateway.ts'
import { KafkaFault } from '../kafka-fault.ts'

/** The numbers Kafka answers with that mean something special here (the protocol's error codes). */
export const KAFKA = {
  unknownServerError: -1,
  none: 0,
  offsetOutOfRange: 1,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  leaderNotAvailable: 5,
  notLeader: 6,
  requestTimedOut: 7,
  replicaNotAvailable: 9,
  messageTooLarge: 10,
  offsetMetadataTooLarge: 12,
  networkException: 13,
  coordinatorLoading: 14,
  coordinatorNotAvailable: 15,
  notCoordinator: 16,
  invalidTopic: 17,
  recordListTooLarge: 18,
  notEnoughReplicas: 19,
  notEnoughReplicasAfterAppend: 20,
  illegalGeneration: 22,
  invalidGroupId: 24,
  unknownMember: 25,
  rebalanceInProgress: 27,
  topicAuthorizationFailed: 29,
  groupAuthorizationFailed: 30,
  clusterAuthorizationFailed: 31,
  invalidTimestamp: 32,
  unsupportedVersion: 35,
  topicExists: 36,
  invalidPartitions: 37,
  invalidReplicationFactor: 38,
  invalidConfig: 40,
  notController: 41,
  invalidRequest: 42,
  unsupportedForMessageFormat: 43,
  policyViolation: 44,
  outOfOrderSequence: 45,
  duplicateSequence: 46,
  invalidProducerEpoch: 47,
  invalidTransactionState: 48,
  invalidProducerIdMapping: 49,
  invalidTransactionTimeout: 50,
  concurrentTransactions: 51,
  transactionalIdAuthorizationFailed: 53,
  securityDisabled: 54,
  operationNotAttempted: 55,
  storageError: 56,
  unknownProducerId: 59,
  nonEmptyGroup: 68,
  groupIdNotFound: 69,
  fencedLeaderEpoch: 74,
  unknownLeaderEpoch: 75,
  offsetNotAvailable: 78,
  groupSubscribedToTopic: 86,
  invalidRecord: 87,
  unstableOffsetCommit: 88,
  throttlingQuotaExceeded: 89,
  producerFenced: 90,
  transactionalIdNotFound: 105,
  fencedMemberEpoch: 110,
  staleMemberEpoch: 113,
  transactionAbortable: 120,
} as const

const STALE: ReadonlySet<number> = new Set([
  KAFKA.unknownTopicOrPartition,
  KAFKA.leaderNotAvailable,
  KAFKA.notLeader,
  KAFKA.replicaNotAvailable,
  KAFKA.networkException,
  KAFKA.storageError,
  KAFKA.fencedLeaderEpoch,
  KAFKA.unknownLeaderEpoch,
  KAFKA.offsetNotAvailable,
])

/** Whether the answer means that another broker leads by now, so that asking for the leader anew may help. */
export function isStaleLeader(code: number): boolean {
  return STALE.has(code)
}

/** Whether another broker coordinates by now, or this one does not yet. */
export function isStaleCoordinator(code: number): boolean {
  return (
    code === KAFKA.coordinatorLoading ||
    code === KAFKA.coordinatorNotAvailable ||
    code === KAFKA.notCoordinator
  )
}

export function transactionFault(code: number, transactionalId: string): KafkaFault {
  if (code === KAFKA.transactionalIdAuthorizationFailed) return transactionNotAuthorized(transactionalId)
  if (code === KAFKA.transactionalIdNotFound) return transactionNotFound(transactionalId)
  if (isStaleCoordinator(code)) return coordinatorMoving(transactionalId)
  return otherFault(code, `the transaction of "${transactionalId}"`)
}

/** For answers about a group as a whole. */
export function groupFault(
  code: number,
  group: string,
  right: Parameters<typeof groupNotAuthorized>[1],
): KafkaFault {
  if (code === KAFKA.groupAuthorizationFailed) return groupNotAuthorized(group, right)
  if (code === KAFKA.topicAuthorizationFailed) return groupTopicsNotAuthorized(group)
  if (code === KAFKA.groupIdNotFound) return groupNotFound(group)
  if (isStaleCoordinator(code)) return coordinatorMoving(group)
  return otherFault(code, `group "${group}"`)
}

type TopicRight = Parameters<typeof topicNotAuthorized>[1]

export function topicFault(code: number, topic: string, right: TopicRight): KafkaFault {
  if (code === KAFKA.unknownTopicOrPartition) return topicNotFound(topic)
  if (code === KAFKA.invalidTopic) return topicNameInvalid(topic)
  if (code === KAFKA.topicAuthorizationFailed) return topicNotAuthorized(topic, right)
  if (code === KAFKA.leaderNotAvailable) {
    return new KafkaFault('LEADER_UNAVAILABLE', `Topic "${topic}" is being created. Try again in a moment.`)
  }
  return otherFault(code, `topic "${topic}"`)
}

/** `offset`: what a fetch asked for. */
export function partitionFault(
  code: number,
  { topic, partition }: TopicPartitionId,
  right: TopicRight,
  offset?: bigint,
): KafkaFault {
  const place = `partition ${partition} of "${topic}"`
  switch (code) {
    case KAFKA.unknownTopicOrPartition:
      return partitionNotFound(topic, partition, null)
    case KAFKA.invalidTopic:
    case KAFKA.topicAuthorizationFailed:
      return topicFault(code, topic, right)
    case KAFKA.leaderNotAvailable:
      return noLeader(topic, partition)
    case KAFKA.offsetOutOfRange:
      return offset === undefined ? otherFault(code, place) : offsetOutOfRange(topic, partition, offset)
    case KAFKA.unstableOffsetCommit:
      return commitUndecided({ topic, partition })
    case KAFKA.corruptMessage:
      return new KafkaFault('RECORD_CORRUPT', `The broker found damaged records in ${place}.`)
    case KAFKA.unsupportedForMessageFormat:
      return new KafkaFault('NOT_SUPPORTED', `The message format of ${place} is too old for this.`)
    default:
      return isStaleLeader(code) ? leaderMoving(topic, partition) : otherFault(code, place)
  }
}

/** For answers about the cluster as a whole; `what` completes "may not see …". */
export function clusterFault(code: number, what: string): KafkaFault {
  return code === KAFKA.clusterAuthorizationFailed ? clusterNotAuthorized(what) : otherFault(code, what)
}

function otherFault(code: number, what: string): KafkaFault {
  const names: Readonly<Record<number, string>> = protocolErrorsCodesById
  const name = names[code] ?? 'not known to Sluice'
  if (code === KAFKA.requestTimedOut) {
    return new KafkaFault('BROKER_TIMEOUT', `The broker gave up on ${what}: it took too long. Try again.`)
  }
  if (code === KAFKA.unsupportedVersion) {
    return new KafkaFault('NOT_SUPPORTED', `The broker does not support this for ${what}.`)
  }
  return new KafkaFault('INTERNAL', `Kafka answered error ${code} (${name}) for ${what}.`)
}
