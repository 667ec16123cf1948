import type { CallScope } from '../../call-scope.ts'
import type { TopicPartitionId } from '../../calls.ts'
import { groupNotAuthorized, partitionNotFound } from '../../faults.ts'
import { KafkaFault } from '../../kafka-fault.ts'
import {
  producerFenced,
  producerRefused,
  transactionExpired,
  transactionTimeoutRefused,
  transactionUnknown,
  transactionWriteRefused,
} from '../../producer-faults.ts'
import type { GroupPlace } from '../../record-producer.ts'
import { commitMetadataTooLong, notSent, type WriteFault } from '../../write-faults.ts'
import { byTopic } from '../distinct-rounds.ts'
import { KAFKA } from '../error-codes.ts'
import {
  ADD_OFFSETS_TO_TXN,
  ADD_PARTITIONS_TO_TXN,
  END_TXN,
  INIT_PRODUCER_ID,
  TXN_OFFSET_COMMIT,
} from '../producer-wire-apis.ts'
import {
  type CoordinatorAsker,
  type CoordinatorKey,
  isPassingCode,
  isPassingFault,
} from './coordinator-asker.ts'

export interface ProducerIdentity {
  producerId: bigint
  producerEpoch: number
}

const NEW: ProducerIdentity = { producerId: -1n, producerEpoch: -1 }

/** An identity for a producer without transactions, of any broker. */
export async function newIdentity(asker: CoordinatorAsker, timeoutMs: number): Promise<ProducerIdentity> {
  const { producerId, producerEpoch } = NEW
  return await asker.within(timeoutMs, async (scope) => {
    for (;;) {
      const args: [null, number, bigint, number] = [null, timeoutMs, producerId, producerEpoch]
      const answer = await asker.client.callAny(asker.map.candidates(), INIT_PRODUCER_ID, args, scope)
      if (answer.errorCode === KAFKA.none) {
        return { producerId: answer.producerId, producerEpoch: answer.producerEpoch }
      }
      // A broker that has just started has no ids to give yet.
      if (!isPassingCode(answer.errorCode)) throw producerRefused(answer.errorCode)
      await asker.pause(scope)
    }
  })
}

/** What a producer asks of the coordinator of its transactional id. */
export class TransactionCalls {
  readonly id: string
  readonly #asker: CoordinatorAsker
  readonly #timeoutMs: number
  readonly #key: CoordinatorKey

  constructor(asker: CoordinatorAsker, id: string, timeoutMs: number) {
    this.id = id
    this.#asker = asker
    this.#timeoutMs = timeoutMs
    this.#key = { type: 'transaction', name: id, refusal: (code) => this.#fault(code) }
  }

  /** Takes the transactional id from whoever has it, or raises the epoch of `known`. */
  async take(transactionTimeoutMs: number, known = NEW): Promise<ProducerIdentity> {
    return await this.#within(async (scope) => {
      const { answer, code } = await this.#asker.ask(this.#key, INIT_PRODUCER_ID, scope, {
        args: [this.id, transactionTimeoutMs, known.producerId, known.producerEpoch],
        codeOf: ({ errorCode }) => errorCode,
      })
      if (code !== KAFKA.none) throw this.#fault(code)
      return { producerId: answer.producerId, producerEpoch: answer.producerEpoch }
    })
  }

  /** The error code of each partition; 0 for those that are in the transaction now. */
  async addPartitions(
    { producerId, producerEpoch }: ProducerIdentity,
    partitions: readonly TopicPartitionId[],
  ): Promise<(place: TopicPartitionId) => number> {
    const topics = byTopic(partitions, ({ partition }) => partition)
    const asked = { transactionalId: this.id, producerId, producerEpoch, verifyOnly: false, topics }
    const found = new Map<string, number>()
    await this.#within(async (scope) => {
      const { answer, code } = await this.#asker.ask(this.#key, ADD_PARTITIONS_TO_TXN, scope, {
        args: [[asked]],
        codeOf: ({ resultsByTransaction: [first] }) =>
          (first?.topicResults ?? [])
            .flatMap(({ resultsByPartition }) => resultsByPartition)
            .map(({ partitionErrorCode }) => partitionErrorCode)
            .find((one) => !OF_ONE_PARTITION.has(one)) ?? KAFKA.none,
      })
      if (code !== KAFKA.none) throw this.#fault(code)
      for (const { name, resultsByPartition } of answer.resultsByTransaction[0]?.topicResults ?? []) {
        for (const one of resultsByPartition)
          found.set(`${one.partitionIndex} ${name}`, one.partitionErrorCode)
      }
    })
    return ({ topic, partition }) => found.get(`${partition} ${topic}`) ?? KAFKA.unknownServerError
  }

  /** Commits places of a group, without membership, in the transaction. */
  async commitPlaces(
    { producerId, producerEpoch }: ProducerIdentity,
    { group, offsets }: { group: string; offsets: readonly GroupPlace[] },
  ): Promise<void> {
    const topics = byTopic(offsets, ({ partition, offset, metadata }) => ({
      partitionIndex: partition,
      committedOffset: offset,
      committedLeaderEpoch: -1,
      committedMetadata: metadata,
    }))
    const refusal = (code: number) => this.#placesFault(code, group, offsets)
    await this.#within(async (scope) => {
      const added = await this.#asker.ask(this.#key, ADD_OFFSETS_TO_TXN, scope, {
        args: [this.id, producerId, producerEpoch, group],
        codeOf: ({ errorCode }) => errorCode,
      })
      if (added.code !== KAFKA.none) throw refusal(added.code)
      const { code } = await this.#asker.ask(
        { type: 'group', name: group, refusal },
        TXN_OFFSET_COMMIT,
        scope,
        {
          args: [this.id, group, producerId, producerEpoch, -1, '', null, topics],
          codeOf: (answer) =>
            answer.topics
              .flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode))
              .find((one) => one !== KAFKA.none) ?? KAFKA.none,
        },
      )
      if (code !== KAFKA.none) throw refusal(code)
    })
  }

  async end({ producerId, producerEpoch }: ProducerIdentity, kind: 'commit' | 'abort'): Promise<void> {
    const late = (error: KafkaFault) => transactionUnknown(this.id, kind, error)
    await this.#within(async (scope) => {
      const { code } = await this.#asker.ask(this.#key, END_TXN, scope, {
        args: [this.id, producerId, producerEpoch, kind === 'commit'],
        codeOf: ({ errorCode }) => errorCode,
      })
      if (code !== KAFKA.none) throw this.#fault(code)
    }, late)
  }

  #fault(code: number): WriteFault {
    switch (code) {
      case KAFKA.producerFenced:
      case KAFKA.invalidProducerEpoch:
        return producerFenced(this.id)
      case KAFKA.invalidTransactionState:
      case KAFKA.invalidProducerIdMapping:
        return transactionExpired(this.id)
      case KAFKA.transactionalIdAuthorizationFailed:
        return transactionWriteRefused(this.id)
      case KAFKA.invalidTransactionTimeout:
        return transactionTimeoutRefused()
      default:
        return producerRefused(code)
    }
  }

  #placesFault(code: number, group: string, [first]: readonly GroupPlace[]): WriteFault {
    if (code === KAFKA.groupAuthorizationFailed) return notSent(groupNotAuthorized(group, 'Read'))
    if (first !== undefined && code === KAFKA.offsetMetadataTooLarge) return commitMetadataTooLong(first)
    if (first !== undefined && code === KAFKA.unknownTopicOrPartition) {
      return notSent(partitionNotFound(first.topic, first.partition, null))
    }
    return this.#fault(code)
  }

  async #within<T>(
    work: (scope: CallScope) => Promise<T>,
    late: (error: KafkaFault) => WriteFault = notSent,
  ): Promise<T> {
    try {
      return await this.#asker.within(this.#timeoutMs, work)
    } catch (error) {
      if (isPassingFault(error)) throw late(error)
      throw error instanceof KafkaFault ? notSent(error) : error
    }
  }
}

/** Codes of AddPartitionsToTxn that are of one partition; any other is of the transaction. */
const OF_ONE_PARTITION: ReadonlySet<number> = new Set([
  KAFKA.none,
  KAFKA.unknownTopicOrPartition,
  KAFKA.invalidTopic,
  KAFKA.topicAuthorizationFailed,
  KAFKA.operationNotAttempted,
])
