import * as P from '@platformatic/kafka'
import { wireApi } from './wire-api.ts'

// What a producer of many batches asks beside Produce, and the making of topics. Versions as in `wire-apis.ts`.

export const CREATE_TOPICS = wireApi<
  [topics: P.createTopicsV7.CreateTopicsRequestTopic[], timeoutMs: number, validateOnly: false],
  P.createTopicsV7.CreateTopicsResponse
>({
  key: 19,
  name: 'CreateTopics',
  purpose: 'Making topics',
  since: '0.11',
  flexibleFrom: 5,
  codecs: {
    2: P.createTopicsV2,
    3: P.createTopicsV3,
    4: P.createTopicsV4,
    5: P.createTopicsV5,
    6: P.createTopicsV6,
    7: P.createTopicsV7,
  },
})

/** By one key at a time before version 4, as group-wire-apis.ts has it for groups. */
export const FIND_ANY_COORDINATOR = wireApi<
  [keyType: 0 | 1, keys: string[]],
  P.findCoordinatorV4.FindCoordinatorResponse
>({
  key: 10,
  name: 'FindCoordinator',
  purpose: 'Finding coordinators',
  since: '0.11',
  flexibleFrom: 3,
  codecs: {
    1: P.findCoordinatorV1,
    2: P.findCoordinatorV2,
    3: P.findCoordinatorV3,
    4: P.findCoordinatorV4,
    5: P.findCoordinatorV5,
    6: P.findCoordinatorV6,
  },
})

/** From version 3 on it takes the producer id and the epoch that one has (KIP-360, Kafka 2.5). */
export const INIT_PRODUCER_ID_BUMPS = 3

export const INIT_PRODUCER_ID = wireApi<
  [transactionalId: string | null, timeoutMs: number, producerId: bigint, producerEpoch: number],
  P.initProducerIdV5.InitProducerIdResponse
>({
  key: 22,
  name: 'InitProducerId',
  purpose: 'Writing records each once',
  since: '0.11',
  flexibleFrom: 2,
  codecs: {
    0: P.initProducerIdV0,
    1: P.initProducerIdV1,
    2: P.initProducerIdV2,
    3: P.initProducerIdV3,
    4: P.initProducerIdV4,
    5: P.initProducerIdV5,
  },
})

// The classic protocol of transactions, which brokers with transaction.version 2 speak too: later versions of these say
// that the client leaves it to the broker to add partitions and to raise the epoch (KIP-890).

export const ADD_PARTITIONS_TO_TXN = wireApi<
  [transactions: P.addPartitionsToTxnV3.AddPartitionsToTxnRequestTransaction[]],
  P.addPartitionsToTxnV3.AddPartitionsToTxnResponse
>({
  key: 24,
  name: 'AddPartitionsToTxn',
  purpose: 'Writing in transactions',
  since: '0.11',
  flexibleFrom: 3,
  codecs: {
    0: P.addPartitionsToTxnV0,
    1: P.addPartitionsToTxnV1,
    2: P.addPartitionsToTxnV2,
    3: P.addPartitionsToTxnV3,
  },
})

type OfTransaction = [transactionalId: string, producerId: bigint, producerEpoch: number]

export const ADD_OFFSETS_TO_TXN = wireApi<
  [...OfTransaction, group: string],
  P.addOffsetsToTxnV3.AddOffsetsToTxnResponse
>({
  key: 25,
  name: 'AddOffsetsToTxn',
  purpose: 'Committing offsets in transactions',
  since: '0.11',
  flexibleFrom: 3,
  codecs: {
    0: P.addOffsetsToTxnV0,
    1: P.addOffsetsToTxnV1,
    2: P.addOffsetsToTxnV2,
    3: P.addOffsetsToTxnV3,
  },
})

export const END_TXN = wireApi<[...OfTransaction, committed: boolean], P.endTxnV3.EndTxnResponse>({
  key: 26,
  name: 'EndTxn',
  purpose: 'Ending transactions',
  since: '0.11',
  flexibleFrom: 3,
  codecs: { 0: P.endTxnV0, 1: P.endTxnV1, 2: P.endTxnV2, 3: P.endTxnV3 },
})

export const TXN_OFFSET_COMMIT = wireApi<
  [
    transactionalId: string,
    group: string,
    producerId: bigint,
    producerEpoch: number,
    generation: -1,
    memberId: '',
    instanceId: null,
    topics: P.txnOffsetCommitV3.TxnOffsetCommitRequestTopic[],
  ],
  P.txnOffsetCommitV3.TxnOffsetCommitResponse
>({
  key: 28,
  name: 'TxnOffsetCommit',
  purpose: 'Committing offsets in transactions',
  since: '2.0',
  flexibleFrom: 3,
  codecs: { 2: P.txnOffsetCommitV2, 3: P.txnOffsetCommitV3 },
})
