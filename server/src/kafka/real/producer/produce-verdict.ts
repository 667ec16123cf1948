import { batchDamaged, recordsLost, writeUnknownAfterTries } from '../../producer-faults.ts'
import type { WrittenBatch } from '../../record-producer.ts'
import { notEnoughReplicas, notSent, refused, type WriteFault } from '../../write-faults.ts'
import { isStaleLeader, KAFKA, partitionFault } from '../error-codes.ts'
import type { ProduceAnswerPartition } from '../produce-codec.ts'
import { produceFault } from '../produce-faults.ts'
import { wordsOf } from '../real-produce.ts'
import type { PartitionLane } from './partition-lane.ts'

/** What a leader's answer means for a batch with a sequence. */
export type Verdict =
  | { kind: 'acked'; written: WrittenBatch }
  /** `moved`: look for the leader anew. `maybe`: the batch may be in the log by now. */
  | { kind: 'again'; fault: WriteFault; moved: boolean; maybe: boolean }
  | { kind: 'out-of-order' | 'forgotten'; fault: WriteFault; unknown: WriteFault }
  | { kind: 'refused'; fault: WriteFault; unknown: WriteFault }
  /** No such topic or partition, as this leader knows: news of a new one travel. */
  | { kind: 'missing'; fault: WriteFault }
  /** The producer, or its transaction, is over. */
  | { kind: 'over' }

/** Met in passing, with nothing appended. */
const PASSING: ReadonlySet<number> = new Set([
  KAFKA.coordinatorLoading,
  KAFKA.coordinatorNotAvailable,
  KAFKA.notCoordinator,
  KAFKA.concurrentTransactions,
  KAFKA.throttlingQuotaExceeded,
])

const OVER: ReadonlySet<number> = new Set([
  KAFKA.invalidProducerEpoch,
  KAFKA.producerFenced,
  KAFKA.invalidTransactionState,
  KAFKA.invalidProducerIdMapping,
  KAFKA.transactionAbortable,
])

/** Left open whether it was appended; sent again, a leader that has it says so. */
const OPEN: ReadonlySet<number> = new Set([
  KAFKA.unknownServerError,
  KAFKA.requestTimedOut,
  KAFKA.notEnoughReplicasAfterAppend,
  KAFKA.storageError,
  KAFKA.networkException,
])

/** Said of the batch itself: no earlier attempt can have been taken either. */
const OF_THE_BATCH: ReadonlySet<number> = new Set([
  KAFKA.messageTooLarge,
  KAFKA.recordListTooLarge,
  KAFKA.invalidTimestamp,
  KAFKA.invalidRecord,
])

export function verdictOf(lane: PartitionLane, bytes: number, answer: ProduceAnswerPartition): Verdict {
  const { topic, partition } = lane
  const { errorCode: code, baseOffset, logAppendTimeMs } = answer
  if (code === KAFKA.none || code === KAFKA.duplicateSequence) {
    const appendTime = logAppendTimeMs < 0n ? null : logAppendTimeMs
    return { kind: 'acked', written: { topic, partition, baseOffset, appendTime } }
  }
  if (OVER.has(code)) return { kind: 'over' }
  const words = wordsOf(answer)
  const unknown = writeUnknownAfterTries(
    lane,
    `its leader answered error ${code} after an attempt without an answer.`,
    null,
  )
  if (code === KAFKA.outOfOrderSequence) {
    return { kind: 'out-of-order', fault: passing(lane, code), unknown: recordsLost(lane) }
  }
  if (code === KAFKA.unknownProducerId) {
    return { kind: 'forgotten', fault: passing(lane, code), unknown: recordsLost(lane) }
  }
  if (code === KAFKA.unknownTopicOrPartition) {
    return { kind: 'missing', fault: notSent(partitionFault(code, lane, 'Write')) }
  }
  if (code === KAFKA.notEnoughReplicas) {
    return { kind: 'again', fault: notEnoughReplicas(lane, words), moved: false, maybe: false }
  }
  if (OPEN.has(code) || PASSING.has(code)) {
    return {
      kind: 'again',
      fault: passing(lane, code),
      moved: code === KAFKA.storageError,
      maybe: OPEN.has(code),
    }
  }
  if (isStaleLeader(code)) {
    return {
      kind: 'again',
      fault: notSent(partitionFault(code, lane, 'Write')),
      moved: true,
      maybe: baseOffset >= 0n,
    }
  }
  if (code === KAFKA.corruptMessage) {
    return { kind: 'refused', fault: batchDamaged(lane), unknown: batchDamaged(lane) }
  }
  const fault = produceFault(lane, bytes, { code, appended: false, words })
  return { kind: 'refused', fault, unknown: OF_THE_BATCH.has(code) ? fault : unknown }
}

function passing({ topic, partition }: PartitionLane, code: number): WriteFault {
  const place = `partition ${partition} of "${topic}"`
  if (code === KAFKA.requestTimedOut || code === KAFKA.notEnoughReplicasAfterAppend) {
    return refused('NOT_ENOUGH_REPLICAS', `Not all in-sync replicas confirmed a batch for ${place}.`)
  }
  return refused('LEADER_UNAVAILABLE', `The leader of ${place} answered error ${code}.`)
}
