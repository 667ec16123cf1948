import type { TopicPartitionId } from '../calls.ts'
import {
  internalTopic,
  keyWanted,
  notEnoughReplicas,
  notSent,
  recordTooLarge,
  refused,
  timestampRefused,
  type WriteFault,
  writeUnknown,
} from '../write-faults.ts'
import { KAFKA, partitionFault } from './error-codes.ts'

/** What a leader says of a batch it did not take. */
export interface Refusal {
  code: number
  /** An offset was given to the batch: the leader had it in its log before things went wrong. */
  appended: boolean
  words: string | null
}

/** Another broker leads: asking that one may help. */
const ELSEWHERE: ReadonlySet<number> = new Set([
  KAFKA.unknownTopicOrPartition,
  KAFKA.leaderNotAvailable,
  KAFKA.notLeader,
  KAFKA.fencedLeaderEpoch,
  KAFKA.unknownLeaderEpoch,
])

/** Codes by which a leader refuses a batch before it touches the log. Whatever else comes back leaves it open. */
const BEFORE_APPEND: ReadonlySet<number> = new Set([
  ...ELSEWHERE,
  KAFKA.corruptMessage,
  KAFKA.messageTooLarge,
  KAFKA.invalidTopic,
  KAFKA.recordListTooLarge,
  KAFKA.notEnoughReplicas,
  KAFKA.topicAuthorizationFailed,
  KAFKA.clusterAuthorizationFailed,
  KAFKA.invalidTimestamp,
  KAFKA.unsupportedVersion,
  KAFKA.unsupportedForMessageFormat,
  KAFKA.policyViolation,
  KAFKA.invalidRecord,
])

const nothingAppended = ({ code, appended }: Refusal): boolean => !appended && BEFORE_APPEND.has(code)

/**
 * Whether to send once more, to the leader of fresh metadata. A leader that loses its place while it waits for replicas
 * says "not the leader" too, but then it names the offset the batch has had.
 */
export function mayAskAnotherLeader(refusal: Refusal): boolean {
  return nothingAppended(refusal) && ELSEWHERE.has(refusal.code)
}

export function produceFault(batch: TopicPartitionId, bytes: number, refusal: Refusal): WriteFault {
  const { code, words } = refusal
  if (!nothingAppended(refusal)) return writeUnknown(batch, whyUnknown(code, words))
  switch (code) {
    case KAFKA.messageTooLarge:
    case KAFKA.recordListTooLarge:
      return recordTooLarge(batch, bytes, words)
    // Before Kafka 2.4 a record without a key in a compacted topic was called corrupt.
    case KAFKA.corruptMessage:
    case KAFKA.invalidRecord:
      return keyWanted(batch, words)
    case KAFKA.invalidTimestamp:
      return timestampRefused(batch, words)
    case KAFKA.invalidTopic:
      return internalTopic(batch, words)
    case KAFKA.notEnoughReplicas:
      return notEnoughReplicas(batch, words)
    case KAFKA.policyViolation:
      return refused('RECORD_REFUSED', 'A policy of the cluster forbids this write.', words)
    default:
      return notSent(partitionFault(code, batch, 'Write'))
  }
}

function whyUnknown(code: number, words: string | null): string {
  if (code === KAFKA.requestTimedOut) return 'not all in-sync replicas confirmed it in time'
  if (code === KAFKA.notEnoughReplicasAfterAppend)
    return 'the leader has it, but fewer replicas than min.insync.replicas do'
  const own = code === KAFKA.notLeader ? 'the leader changed while replicas were copying it' : null
  return own ?? `Kafka answered error ${code}${words === null ? '' : ` (${words.trim()})`}`
}
