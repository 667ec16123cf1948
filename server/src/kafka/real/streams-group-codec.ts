import type { Reader } from '@platformatic/kafka'
import { askForGroups } from './share-group-codec.ts'
import { WireCursor } from './wire-cursor.ts'

/** A part of a topology that is worked on by its own tasks, with the topics that it reads. */
export interface Subtopology {
  id: string
  topics: string[]
  /** Repartition topics that it writes, and changelogs. */
  writes: string[]
}

/** Tasks are numbered like the partitions of what their subtopology reads. */
export interface StreamsTasks {
  subtopology: string
  partitions: number[]
}

/** A group as StreamsGroupDescribe tells of it (KIP-1071); see the protocol's StreamsGroupDescribeResponse.json. */
export interface DescribedStreamsGroup {
  errorCode: number
  groupId: string
  groupState: string
  groupEpoch: number
  assignmentEpoch: number
  subtopologies: Subtopology[]
  members: {
    memberId: string
    memberEpoch: number
    instanceId: string | null
    rackId: string | null
    clientId: string
    clientHost: string
    active: StreamsTasks[]
    target: StreamsTasks[]
  }[]
}

const AUTHORIZED_OPERATIONS_BYTES = 4
const PORT_BYTES = 2
const ABSENT = -1

/** Version 0 (Kafka 4.1). The library has nothing of streams groups. */
export const streamsGroupCodec = {
  createRequest: askForGroups,
  parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) => {
    const cursor = new WireCursor(reader.buffer.buffer, reader.position)
    return { throttleTimeMs: cursor.int32(), groups: cursor.array(true, () => readGroup(cursor)) }
  },
}

function readGroup(cursor: WireCursor): DescribedStreamsGroup {
  const errorCode = cursor.int16()
  cursor.nullableText(true)
  const group = {
    errorCode,
    groupId: cursor.text(true),
    groupState: cursor.text(true),
    groupEpoch: cursor.int32(),
    assignmentEpoch: cursor.int32(),
    subtopologies: cursor.int8() === ABSENT ? [] : readTopology(cursor),
    members: cursor.array(true, () => readMember(cursor)),
  }
  cursor.skip(AUTHORIZED_OPERATIONS_BYTES)
  cursor.skipTags()
  return group
}

function readTopology(cursor: WireCursor): Subtopology[] {
  cursor.int32()
  const found = cursor.array(true, () => {
    const id = cursor.text(true)
    const sources = readTexts(cursor)
    const sinks = readTexts(cursor)
    const changelogs = readTopicNames(cursor)
    const repartitioned = readTopicNames(cursor)
    cursor.skipTags()
    return { id, topics: [...sources, ...repartitioned], writes: [...sinks, ...changelogs] }
  })
  cursor.skipTags()
  return found
}

function readTexts(cursor: WireCursor): string[] {
  return cursor.array(true, () => cursor.text(true))
}

/** Of topics with their partitions, replication and settings. */
function readTopicNames(cursor: WireCursor): string[] {
  return cursor.array(true, () => {
    const name = cursor.text(true)
    cursor.int32()
    cursor.int16()
    skipPairs(cursor)
    cursor.skipTags()
    return name
  })
}

function skipPairs(cursor: WireCursor): void {
  cursor.array(true, () => {
    cursor.text(true)
    cursor.text(true)
    cursor.skipTags()
  })
}

function readMember(cursor: WireCursor): DescribedStreamsGroup['members'][number] {
  const member = {
    memberId: cursor.text(true),
    memberEpoch: cursor.int32(),
    instanceId: cursor.nullableText(true),
    rackId: cursor.nullableText(true),
    clientId: cursor.text(true),
    clientHost: cursor.text(true),
  }
  cursor.int32()
  cursor.text(true)
  skipEndpoint(cursor)
  skipPairs(cursor)
  skipTaskOffsets(cursor)
  skipTaskOffsets(cursor)
  const active = readActiveTasks(cursor)
  const target = readActiveTasks(cursor)
  cursor.int8()
  cursor.skipTags()
  return { ...member, active, target }
}

function skipEndpoint(cursor: WireCursor): void {
  if (cursor.int8() === ABSENT) return
  cursor.text(true)
  cursor.skip(PORT_BYTES)
  cursor.skipTags()
}

function skipTaskOffsets(cursor: WireCursor): void {
  cursor.array(true, () => {
    cursor.text(true)
    cursor.int32()
    cursor.int64()
    cursor.skipTags()
  })
}

/** Standby and warm-up tasks read changelogs only: they are no part of what is consumed. */
function readActiveTasks(cursor: WireCursor): StreamsTasks[] {
  const [active = []] = [readTasks(cursor), readTasks(cursor), readTasks(cursor)]
  cursor.skipTags()
  return active
}

function readTasks(cursor: WireCursor): StreamsTasks[] {
  return cursor.array(true, () => {
    const tasks = { subtopology: cursor.text(true), partitions: cursor.array(true, () => cursor.int32()) }
    cursor.skipTags()
    return tasks
  })
}
