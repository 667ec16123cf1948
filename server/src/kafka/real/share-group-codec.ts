import { type Reader, Writer } from '@platformatic/kafka'
import { WireCursor } from './wire-cursor.ts'

// The library has nothing of share groups (KIP-932). All versions are flexible.

/** A group as ShareGroupDescribe tells of it; see the protocol's ShareGroupDescribeResponse.json. */
export interface DescribedShareGroup {
  errorCode: number
  groupId: string
  groupState: string
  groupEpoch: number
  assignmentEpoch: number
  assignorName: string
  members: {
    memberId: string
    rackId: string | null
    memberEpoch: number
    clientId: string
    clientHost: string
    assigned: { topic: string; partitions: number[] }[]
  }[]
}

/** Asks for groups by their ids, without the operations that the user is authorised to: ShareGroupDescribe and StreamsGroupDescribe. */
export function askForGroups(groups: readonly string[]): Writer {
  return Writer.create()
    .appendArray([...groups], (writer, group) => writer.appendString(group), true, false)
    .appendBoolean(false)
    .appendTaggedFields()
}

/** ShareGroupDescribe version 1, the first that stayed (Kafka 4.1). */
export const shareGroupCodec = {
  createRequest: askForGroups,
  parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) => {
    const cursor = new WireCursor(reader.buffer.buffer, reader.position)
    return { throttleTimeMs: cursor.int32(), groups: cursor.array(true, () => readGroup(cursor)) }
  },
}

function readGroup(cursor: WireCursor): DescribedShareGroup {
  const errorCode = cursor.int16()
  cursor.nullableText(true)
  const group = {
    errorCode,
    groupId: cursor.text(true),
    groupState: cursor.text(true),
    groupEpoch: cursor.int32(),
    assignmentEpoch: cursor.int32(),
    assignorName: cursor.text(true),
    members: cursor.array(true, () => readMember(cursor)),
  }
  cursor.skip(AUTHORIZED_OPERATIONS)
  cursor.skipTags()
  return group
}

function readMember(cursor: WireCursor): DescribedShareGroup['members'][number] {
  const member = {
    memberId: cursor.text(true),
    rackId: cursor.nullableText(true),
    memberEpoch: cursor.int32(),
    clientId: cursor.text(true),
    clientHost: cursor.text(true),
  }
  cursor.array(true, () => cursor.text(true))
  const assigned = cursor.array(true, () => {
    cursor.skip(UUID)
    const found = { topic: cursor.text(true), partitions: cursor.array(true, () => cursor.int32()) }
    cursor.skipTags()
    return found
  })
  cursor.skipTags()
  cursor.skipTags()
  return { ...member, assigned }
}

/** Bytes of what is passed over. */
const UUID = 16
const AUTHORIZED_OPERATIONS = 4
