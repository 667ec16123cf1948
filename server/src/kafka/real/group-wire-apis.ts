import * as P from '@platformatic/kafka'
import { offsetFetchCodec } from './offset-fetch-codec.ts'
import { shareGroupCodec } from './share-group-codec.ts'
import { shareOffsetsCodec } from './share-offsets-codec.ts'
import { alterShareOffsetsCodec, deleteShareOffsetsCodec } from './share-writes-codec.ts'
import { streamsGroupCodec } from './streams-group-codec.ts'
import { wireApi } from './wire-api.ts'

// What is asked of groups. Versions as in `wire-apis.ts`: from Kafka 2.1 on to the highest with topics by name.

/** First version of FindCoordinator that finds many at once (KIP-699). */
export const FIND_COORDINATOR_BATCHED = 4

export const FIND_GROUP_COORDINATOR = wireApi<
  [keyType: 0, groups: string[]],
  P.findCoordinatorV4.FindCoordinatorResponse
>({
  key: 10,
  name: 'FindCoordinator',
  purpose: 'Finding the coordinators of groups',
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

export const LIST_GROUPS = wireApi<[states: [], types: []], P.listGroupsV4.ListGroupsResponse>({
  key: 16,
  name: 'ListGroups',
  purpose: 'Listing groups',
  since: '0.11',
  flexibleFrom: 3,
  codecs: {
    1: P.listGroupsV1,
    2: P.listGroupsV2,
    3: P.listGroupsV3,
    4: P.listGroupsV4,
    5: P.listGroupsV5,
  },
})

export const DESCRIBE_GROUPS = wireApi<
  [groups: string[], includeAuthorizedOperations: false],
  P.describeGroupsV5.DescribeGroupsResponse
>({
  key: 15,
  name: 'DescribeGroups',
  purpose: 'Describing groups',
  since: '0.11',
  flexibleFrom: 5,
  codecs: {
    1: P.describeGroupsV1,
    2: P.describeGroupsV2,
    3: P.describeGroupsV3,
    4: P.describeGroupsV4,
    5: P.describeGroupsV5,
  },
})

export const CONSUMER_GROUP_DESCRIBE = wireApi<
  [groups: string[], includeAuthorizedOperations: false],
  P.consumerGroupDescribeV0.ConsumerGroupDescribeResponse
>({
  key: 69,
  name: 'ConsumerGroupDescribe',
  purpose: 'Describing groups of the consumer protocol',
  since: '3.7',
  flexibleFrom: 0,
  codecs: { 0: P.consumerGroupDescribeV0 },
})

export const SHARE_GROUP_DESCRIBE = wireApi({
  key: 77,
  name: 'ShareGroupDescribe',
  purpose: 'Describing share groups',
  since: '4.1',
  flexibleFrom: 0,
  codecs: { 1: shareGroupCodec },
})

export const STREAMS_GROUP_DESCRIBE = wireApi({
  key: 89,
  name: 'StreamsGroupDescribe',
  purpose: 'Describing streams groups',
  since: '4.1',
  flexibleFrom: 0,
  codecs: { 0: streamsGroupCodec },
})

export const OFFSET_FETCH = wireApi({
  key: 9,
  name: 'OffsetFetch',
  purpose: 'Reading committed offsets',
  since: '0.10.2',
  flexibleFrom: 6,
  codecs: {
    2: offsetFetchCodec(2),
    3: offsetFetchCodec(3),
    4: offsetFetchCodec(4),
    5: offsetFetchCodec(5),
    6: offsetFetchCodec(6),
    7: offsetFetchCodec(7),
    8: offsetFetchCodec(8),
    9: offsetFetchCodec(9),
  },
})

export const SHARE_OFFSETS = wireApi({
  key: 90,
  name: 'DescribeShareGroupOffsets',
  purpose: 'Reading where share groups stand',
  since: '4.1',
  flexibleFrom: 0,
  codecs: { 0: shareOffsetsCodec(0), 1: shareOffsetsCodec(1) },
})

/** Used by the writer alone, as all that follow. */
export const OFFSET_COMMIT = wireApi<
  [
    group: string,
    generation: -1,
    memberId: '',
    instanceId: null,
    topics: P.offsetCommitV9.OffsetCommitRequestTopic[],
  ],
  P.offsetCommitV9.OffsetCommitResponse
>({
  key: 8,
  name: 'OffsetCommit',
  purpose: 'Committing offsets',
  since: '0.11',
  flexibleFrom: 8,
  codecs: {
    2: P.offsetCommitV2,
    3: P.offsetCommitV3,
    4: P.offsetCommitV4,
    5: P.offsetCommitV5,
    6: P.offsetCommitV6,
    7: P.offsetCommitV7,
    8: P.offsetCommitV8,
    9: P.offsetCommitV9,
  },
})

export const OFFSET_DELETE = wireApi<
  [group: string, topics: P.offsetDeleteV0.OffsetDeleteRequestTopic[]],
  P.offsetDeleteV0.OffsetDeleteResponse
>({
  key: 47,
  name: 'OffsetDelete',
  purpose: 'Deleting committed offsets',
  since: '2.4',
  flexibleFrom: 1,
  codecs: { 0: P.offsetDeleteV0 },
})

export const DELETE_GROUPS = wireApi<[groups: string[]], P.deleteGroupsV2.DeleteGroupsResponse>({
  key: 42,
  name: 'DeleteGroups',
  purpose: 'Deleting groups',
  since: '1.1',
  flexibleFrom: 2,
  codecs: { 0: P.deleteGroupsV0, 1: P.deleteGroupsV1, 2: P.deleteGroupsV2 },
})

export const ALTER_SHARE_OFFSETS = wireApi({
  key: 91,
  name: 'AlterShareGroupOffsets',
  purpose: 'Moving share groups',
  since: '4.1',
  flexibleFrom: 0,
  codecs: { 0: alterShareOffsetsCodec },
})

export const DELETE_SHARE_OFFSETS = wireApi({
  key: 92,
  name: 'DeleteShareGroupOffsets',
  purpose: 'Deleting offsets of share groups',
  since: '4.1',
  flexibleFrom: 0,
  codecs: { 0: deleteShareOffsetsCodec },
})
