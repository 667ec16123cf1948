import * as P from '@platformatic/kafka'
import type { TransactionState } from '../transactions.ts'
import { fetchCodec } from './fetch-codec.ts'
import { type ListOffsetsAnswer, type ListOffsetsTopic, listOffsetsCodec } from './list-offsets-codec.ts'
import { produceCodec } from './produce-codec.ts'
import { wireApi } from './wire-api.ts'

// Version floors: Metadata 4 is the first that can forbid creating a topic by asking for it; the others are what
// Kafka 2.1 has. The tops are what the library encodes; brokers up to 4.x still take them (KIP-896).

export const METADATA = wireApi<
  [topics: string[] | null, allowAutoCreation: false],
  P.metadataV12.MetadataResponse
>({
  key: 3,
  name: 'Metadata',
  purpose: 'Describing brokers and topics',
  since: '0.11',
  flexibleFrom: 9,
  codecs: {
    4: P.metadataV4,
    5: P.metadataV5,
    6: P.metadataV6,
    7: P.metadataV7,
    8: P.metadataV8,
    9: P.metadataV9,
    10: P.metadataV10,
    11: P.metadataV11,
    12: P.metadataV12,
  },
})

type ListOffsetsArgs = [replicaId: -1, isolation: 0 | 1, topics: ListOffsetsTopic[]]

export const LIST_OFFSETS = wireApi<ListOffsetsArgs, ListOffsetsAnswer>({
  key: 2,
  name: 'ListOffsets',
  purpose: 'Looking up offsets',
  since: '0.11',
  flexibleFrom: 6,
  codecs: {
    2: listOffsetsCodec(2),
    3: listOffsetsCodec(3),
    4: listOffsetsCodec(4),
    5: listOffsetsCodec(5),
    6: listOffsetsCodec(6),
    7: listOffsetsCodec(7),
    8: listOffsetsCodec(8),
    9: listOffsetsCodec(9),
  },
})

/** First version of ListOffsets that takes −3, the offset of the highest timestamp (KIP-734, Kafka 3.0). */
export const LIST_OFFSETS_MAX_TIMESTAMP = 7

export const FETCH = wireApi({
  key: 1,
  name: 'Fetch',
  purpose: 'Reading records',
  since: '0.11',
  flexibleFrom: 12,
  codecs: {
    4: fetchCodec(4, P.fetchV4.createRequest),
    5: fetchCodec(5, P.fetchV5.createRequest),
    6: fetchCodec(6, P.fetchV6.createRequest),
    7: fetchCodec(7, P.fetchV7.createRequest),
    8: fetchCodec(8, P.fetchV8.createRequest),
    9: fetchCodec(9, P.fetchV9.createRequest),
    10: fetchCodec(10, P.fetchV10.createRequest),
    11: fetchCodec(11, P.fetchV11.createRequest),
    12: fetchCodec(12, P.fetchV12.createRequest),
  },
})

type DescribeConfigsArgs = [
  resources: P.describeConfigsV4.DescribeConfigsRequestResource[],
  includeSynonyms: boolean,
  includeDocumentation: boolean,
]

export const DESCRIBE_CONFIGS = wireApi<DescribeConfigsArgs, P.describeConfigsV4.DescribeConfigsResponse>({
  key: 32,
  name: 'DescribeConfigs',
  purpose: 'Reading configuration',
  since: '1.1',
  flexibleFrom: 4,
  codecs: {
    1: P.describeConfigsV1,
    2: P.describeConfigsV2,
    3: P.describeConfigsV3,
    4: P.describeConfigsV4,
  },
})

export const DESCRIBE_LOG_DIRS = wireApi<[topics: null], P.describeLogDirsV4.DescribeLogDirsResponse>({
  key: 35,
  name: 'DescribeLogDirs',
  purpose: 'Reading the sizes of logs',
  since: '1.0',
  flexibleFrom: 2,
  codecs: {
    0: P.describeLogDirsV0,
    1: P.describeLogDirsV1,
    2: P.describeLogDirsV2,
    3: P.describeLogDirsV3,
    4: P.describeLogDirsV4,
  },
})

export const DESCRIBE_QUORUM = wireApi<
  [topics: P.describeQuorumV2.DescribeQuorumRequestTopic[]],
  P.describeQuorumV2.DescribeQuorumResponse
>({
  key: 55,
  name: 'DescribeQuorum',
  purpose: 'The metadata quorum',
  since: '3.3 in KRaft mode',
  flexibleFrom: 0,
  codecs: { 0: P.describeQuorumV0, 1: P.describeQuorumV1, 2: P.describeQuorumV2 },
})

export const DESCRIBE_PRODUCERS = wireApi<
  [topics: P.describeProducersV0.DescribeProducersRequestTopic[]],
  P.describeProducersV0.DescribeProducersResponse
>({
  key: 61,
  name: 'DescribeProducers',
  purpose: 'Naming the producers of a partition',
  since: '2.8',
  flexibleFrom: 0,
  codecs: { 0: P.describeProducersV0 },
})

/** From version 1 on it knows prefixes (KIP-290). */
export const DESCRIBE_ACLS = wireApi<[filter: P.AclFilter], P.describeAclsV3.DescribeAclsResponse>({
  key: 29,
  name: 'DescribeAcls',
  purpose: 'Reading permissions',
  since: '2.0',
  flexibleFrom: 2,
  codecs: { 1: P.describeAclsV1, 2: P.describeAclsV2, 3: P.describeAclsV3 },
})

export type ListTransactionsArgs = [
  states: TransactionState[],
  producerIds: bigint[],
  minDurationMs: bigint,
  idPattern: null,
]

export const LIST_TRANSACTIONS = wireApi<ListTransactionsArgs, P.listTransactionsV2.ListTransactionsResponse>(
  {
    key: 66,
    name: 'ListTransactions',
    purpose: 'Listing transactions',
    since: '3.0',
    flexibleFrom: 0,
    codecs: { 0: P.listTransactionsV0, 1: P.listTransactionsV1, 2: P.listTransactionsV2 },
  },
)

export const DESCRIBE_TRANSACTIONS = wireApi<
  [transactionalIds: string[]],
  P.describeTransactionsV0.DescribeTransactionsResponse
>({
  key: 65,
  name: 'DescribeTransactions',
  purpose: 'Describing transactions',
  since: '3.0',
  flexibleFrom: 0,
  codecs: { 0: P.describeTransactionsV0 },
})

/** From version 4 on it finds many at once (KIP-699); what needs it here is no older. */
export const FIND_COORDINATOR = wireApi<
  [keyType: number, keys: string[]],
  P.findCoordinatorV4.FindCoordinatorResponse
>({
  key: 10,
  name: 'FindCoordinator',
  purpose: 'Finding the coordinators of transactions',
  since: '3.0',
  flexibleFrom: 3,
  codecs: { 4: P.findCoordinatorV4, 5: P.findCoordinatorV5, 6: P.findCoordinatorV6 },
})

/** Used by the writer alone. */
export const PRODUCE = wireApi({
  key: 0,
  name: 'Produce',
  purpose: 'Writing records',
  since: '0.11',
  flexibleFrom: 9,
  codecs: {
    3: produceCodec(3, P.produceV3.parseResponse),
    4: produceCodec(4, P.produceV4.parseResponse),
    5: produceCodec(5, P.produceV5.parseResponse),
    6: produceCodec(6, P.produceV6.parseResponse),
    7: produceCodec(7, P.produceV7.parseResponse),
    8: produceCodec(8, P.produceV8.parseResponse),
    9: produceCodec(9, P.produceV9.parseResponse),
    10: produceCodec(10, P.produceV10.parseResponse),
    11: produceCodec(11, P.produceV11.parseResponse),
  },
})
