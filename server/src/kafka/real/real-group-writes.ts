import type { CallScope } from '../call-scope.ts'
import { brokerTimeout, coordinatorMoving } from '../faults.ts'
import type { GroupWriteOutcome, GroupWrites } from '../groups.ts'
import { KafkaFault } from '../kafka-fault.ts'
import { groupWriteUnknown, notSent, type WriteFault } from '../write-faults.ts'
import { byTopic, indexAnswers } from './distinct-rounds.ts'
import { isStaleCoordinator, KAFKA } from './error-codes.ts'
import type { CoordinatorPlace } from './group-directory.ts'
import {
  ALTER_SHARE_OFFSETS,
  DELETE_GROUPS,
  DELETE_SHARE_OFFSETS,
  OFFSET_COMMIT,
  OFFSET_DELETE,
} from './group-wire-apis.ts'
import { COORDINATOR_LOST, groupWriteFault } from './group-write-faults.ts'
import type { GroupClient } from './real-groups.ts'
import type { WireApi } from './wire-api.ts'

/** How often a coordinator that is not (yet) one is looked for anew: the first commit of a cluster makes the topic of commits. */
const TRIES = 8
const PAUSE_MS = 150
const NO_MEMBER = { generation: -1, id: '', instance: null } as const
const UNKNOWN_EPOCH = -1

type Commits = Parameters<GroupWrites['commitGroupOffsets']>[1]
type Moves = Parameters<GroupWrites['alterShareOffsets']>[1]
type Places = Parameters<GroupWrites['deleteGroupOffsets']>[2]

export async function commitGroupOffsets(
  groups: GroupClient,
  group: string,
  offsets: Commits,
  scope: CallScope,
): Promise<GroupWriteOutcome[]> {
  const topics = byTopic(offsets, ({ partition, offset, leaderEpoch, metadata }) => ({
    partitionIndex: partition,
    committedOffset: offset,
    committedLeaderEpoch: leaderEpoch ?? UNKNOWN_EPOCH,
    committedMetadata: metadata,
  }))
  const { generation, id, instance } = NO_MEMBER
  return await writeEach(groups, group, offsets, scope, {
    api: OFFSET_COMMIT,
    args: [group, generation, id, instance, topics],
    right: 'Read',
    codes: (answer) => {
      const found = indexAnswers(answer.topics, ({ partitionIndex }) => partitionIndex)
      return (place) => found(place)?.errorCode
    },
  })
}

export async function alterShareOffsets(
  groups: GroupClient,
  group: string,
  offsets: Moves,
  scope: CallScope,
): Promise<GroupWriteOutcome[]> {
  const topics = byTopic(offsets, ({ partition, offset }) => ({ partition, offset }))
  return await writeEach(groups, group, offsets, scope, {
    api: ALTER_SHARE_OFFSETS,
    args: [group, topics],
    right: 'Read',
    codes: (answer) => {
      const found = indexAnswers(answer.topics, ({ partition }) => partition)
      return (place) => answer.errorCode || found(place)?.errorCode
    },
  })
}

export async function deleteGroupOffsets(
  groups: GroupClient,
  group: string,
  places: Places,
  scope: CallScope,
): Promise<GroupWriteOutcome[]> {
  const topics = byTopic(places, ({ partition }) => ({ partitionIndex: partition }))
  return await writeEach(groups, group, places, scope, {
    api: OFFSET_DELETE,
    args: [group, topics],
    right: 'Delete',
    codes: (answer) => {
      const found = indexAnswers(answer.topics, ({ partitionIndex }) => partitionIndex)
      return (place) => answer.errorCode || found(place)?.errorCode
    },
  })
}

export async function deleteShareOffsets(
  groups: GroupClient,
  group: string,
  places: Places,
  scope: CallScope,
): Promise<GroupWriteOutcome[]> {
  return await writeEach(groups, group, places, scope, {
    api: DELETE_SHARE_OFFSETS,
    args: [group, [...new Set(places.map(({ topic }) => topic))]],
    right: 'Delete',
    codes: (answer) => {
      const found = new Map(answer.topics.map(({ name, errorCode }) => [name, errorCode]))
      return ({ topic }) => answer.errorCode || found.get(topic)
    },
  })
}

export async function deleteGroup(groups: GroupClient, group: string, scope: CallScope): Promise<void> {
  const codeOf = ({ results }: { results: readonly { errorCode: number }[] }) => results[0]?.errorCode
  const sent = await send(groups, group, DELETE_GROUPS, [[group]], (answer) => [codeOf(answer)], scope)
  if ('fault' in sent) throw asFarAsKnown(sent.fault, group, sent)
  const code = codeOf(sent.answer)
  if (code !== 0) throw asFarAsKnown(codeFault(code, group, 'Delete'), group, sent)
}

interface GroupWrite<Args extends unknown[], Answer> {
  api: WireApi<Args, Answer>
  args: Args
  right: 'Read' | 'Delete'
  /** The error code of each partition, 0 for none; undefined where the answer does not name it. */
  codes: (answer: Answer) => (place: Places[number]) => number | undefined
}

async function writeEach<Args extends unknown[], Answer>(
  groups: GroupClient,
  group: string,
  places: Places,
  scope: CallScope,
  { api, args, right, codes }: GroupWrite<Args, Answer>,
): Promise<GroupWriteOutcome[]> {
  if (places.length === 0) return []
  const sent = await send(groups, group, api, args, (answer) => places.map(codes(answer)), scope)
  const codeOf = 'answer' in sent ? codes(sent.answer) : null
  return places.map((place): GroupWriteOutcome => {
    const { topic, partition } = place
    const code = codeOf?.(place)
    if (code === 0) return { ok: true, topic, partition }
    const fault = 'fault' in sent ? sent.fault : codeFault(code, group, right, place)
    return { ok: false, topic, partition, fault: asFarAsKnown(fault, group, sent) }
  })
}

/** A refusal says nothing of an attempt before it that may have been carried out. */
function asFarAsKnown(fault: WriteFault, group: string, { doubt }: { doubt: boolean }): WriteFault {
  return doubt && fault.written === 'no' ? groupWriteUnknown(group, COORDINATOR_LOST) : fault
}

function codeFault(
  code: number | undefined,
  group: string,
  right: 'Read' | 'Delete',
  place?: Places[number],
): WriteFault {
  if (code === undefined) return groupWriteUnknown(group, 'the broker’s answer does not name it')
  return groupWriteFault(code, group, right, place)
}

/** `doubt`: a coordinator that was lost meanwhile may have carried it out, whatever the last one says. */
type Sent<Answer> = Tried<Answer> & { doubt: boolean }
type Tried<Answer> = { answer: Answer } | { fault: WriteFault }

/**
 * To the coordinator, and to the next one where that says it is none (any more): what is sent twice so does what it does
 * once. What was sent and not answered is not sent again.
 */
async function send<Args extends unknown[], Answer>(
  groups: GroupClient,
  group: string,
  api: WireApi<Args, Answer>,
  args: Args,
  codesOf: (answer: Answer) => (number | undefined)[],
  scope: CallScope,
): Promise<Sent<Answer>> {
  let last: Tried<Answer> = { fault: notSent(coordinatorMoving(group)) }
  let doubt = false
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0 && scope.remainingMs() <= PAUSE_MS) break
    try {
      if (attempt > 0)
        await scope.sleep(PAUSE_MS, () => brokerTimeout('The cluster', api.name, scope.timeoutMs))
      const place = (await groups.directory.find([group], scope)).get(group)
      const tried = await sendOnce(groups, group, api, args, place, scope)
      const codes = 'answer' in tried ? codesOf(tried.answer) : []
      const again = 'again' in tried ? tried.again : codes.some(isStale)
      if (!again) return { ...tried, doubt }
      last = tried
      doubt ||= codes.some(mayHaveWritten)
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error
      return { ...(attempt === 0 ? { fault: notSent(error) } : last), doubt }
    }
    groups.directory.forget([group])
  }
  return { ...last, doubt }
}

async function sendOnce<Args extends unknown[], Answer>(
  { client }: GroupClient,
  group: string,
  api: WireApi<Args, Answer>,
  args: Args,
  place: CoordinatorPlace | undefined,
  scope: CallScope,
): Promise<{ answer: Answer } | { fault: WriteFault; again: boolean }> {
  if (place === undefined) return { fault: notSent(coordinatorMoving(group)), again: true }
  if (!place.ok) return { fault: notSent(place.fault), again: place.moved }
  const called = await client.callOnce(place.broker, api, args, scope)
  if (called.ok) return { answer: called.answer }
  const { error, sent } = called
  if (!(error instanceof KafkaFault)) throw error
  if (!sent) return { fault: notSent(error), again: error.code === 'CLUSTER_UNREACHABLE' }
  const why = error.code === 'BROKER_TIMEOUT' ? 'the broker did not answer in time' : 'the connection was cut'
  const options = { address: error.address ?? undefined, cause: error }
  return { fault: groupWriteUnknown(group, why, options), again: false }
}

function isStale(code: number | undefined): boolean {
  return code !== undefined && isStaleCoordinator(code)
}

/** Also said by one that wrote it and then lost its replicas or its place; one that is still loading writes nothing. */
function mayHaveWritten(code: number | undefined): boolean {
  return code === KAFKA.coordinatorNotAvailable || code === KAFKA.notCoordinator
}
