import type { CallScope } from '../call-scope.ts'
import type { Outcome } from '../calls.ts'
import { groupNotFound } from '../faults.ts'
import type { GroupDescription, GroupKind } from '../groups.ts'
import { askCoordinators, type CoordinatorAnswer, inParts } from './ask-coordinators.ts'
import type { BrokerNode } from './broker-client.ts'
import { groupFault, isStaleCoordinator } from './error-codes.ts'
import { type Described, fromClassic, fromConsumer, fromShare, fromStreams } from './group-descriptions.ts'
import {
  CONSUMER_GROUP_DESCRIBE,
  DESCRIBE_GROUPS,
  SHARE_GROUP_DESCRIBE,
  STREAMS_GROUP_DESCRIBE,
} from './group-wire-apis.ts'
import type { GroupClient } from './real-groups.ts'
import type { DescribedStreamsGroup } from './streams-group-codec.ts'

/** Each may have hundreds of members. */
const MAX_GROUPS = 50
/** What DescribeGroups calls a group that there is not, or that is of another kind. */
const DEAD = 'Dead'

type Question = { group: string; kind: GroupKind }
type Answer = CoordinatorAnswer<GroupDescription>

/** What a broker answered for one group, with its error code, 0 for none. */
interface Reply {
  throttleMs: number
  found: Map<string, { errorCode: number; described: Described }>
}

export async function describeGroups(
  groups: GroupClient,
  asked: readonly Question[],
  scope: CallScope,
): Promise<Outcome<GroupDescription, { group: string }>[]> {
  const questions = asked.map(({ group, kind }) => ({ group, kind }))
  return await askCoordinators(
    groups.directory,
    questions,
    {
      divide: (_broker, ours) =>
        [...Map.groupBy(ours, ({ kind }) => kind).values()].flatMap((same) => inParts(same, MAX_GROUPS)),
      request: async (broker, part, inner) => {
        const names = [...new Set(part.map(({ group }) => group))]
        const kind = part[0]?.kind ?? 'classic'
        const { found, throttleMs } = await ASK[kind](groups, broker, names, inner)
        const answers = part.map(({ group }) => toAnswer(broker, group, kind, found.get(group)))
        return { answers, throttleMs }
      },
    },
    scope,
  )
}

function toAnswer(
  broker: BrokerNode,
  group: string,
  kind: GroupKind,
  reply: { errorCode: number; described: Described } | undefined,
): Answer {
  if (reply === undefined) return { ok: false, fault: groupNotFound(group), moved: false }
  const { errorCode, described } = reply
  if (errorCode !== 0) {
    const fault = groupFault(errorCode, group, 'Describe')
    return { ok: false, fault, moved: isStaleCoordinator(errorCode) }
  }
  if (described.state === DEAD) return { ok: false, fault: groupNotFound(group), moved: false }
  return { ok: true, value: { group, kind, coordinator: broker.id, ...described } }
}

type AskKind = (groups: GroupClient, broker: BrokerNode, names: string[], scope: CallScope) => Promise<Reply>

const askClassic: AskKind = async ({ client }, broker, names, scope) => {
  const reply = await client.callLeased(broker, DESCRIBE_GROUPS, [names, false], scope)
  return toReply(reply, fromClassic)
}

/** By the API of each kind; of one that is not known the oldest API tells most. */
const ASK: Readonly<Record<GroupKind, AskKind>> = {
  classic: askClassic,
  unknown: askClassic,
  consumer: async ({ client }, broker, names, scope) => {
    const reply = await client.callLeased(broker, CONSUMER_GROUP_DESCRIBE, [names, false], scope)
    return toReply(reply, fromConsumer)
  },
  share: async ({ client }, broker, names, scope) => {
    const reply = await client.callLeased(broker, SHARE_GROUP_DESCRIBE, [names], scope)
    return toReply(reply, fromShare)
  },
  streams: async (groups, broker, names, scope) => {
    const reply = await groups.client.callLeased(broker, STREAMS_GROUP_DESCRIBE, [names], scope)
    const exists = await partitionsOf(groups, reply.groups, scope)
    return toReply(reply, (found) => fromStreams(found, exists))
  },
}

function toReply<G extends { groupId: string; errorCode: number }>(
  reply: { throttleTimeMs: number; groups: G[] },
  toDescribed: (found: G) => Described,
): Reply {
  const found = new Map(
    reply.groups.map((one) => [one.groupId, { errorCode: one.errorCode, described: toDescribed(one) }]),
  )
  return { throttleMs: reply.throttleTimeMs, found }
}

/** Topics of one subtopology may differ in their number of partitions; of those not known here all are believed. */
async function partitionsOf(
  { map }: GroupClient,
  found: readonly DescribedStreamsGroup[],
  scope: CallScope,
): Promise<(topic: string, partition: number) => boolean> {
  const topics = found.flatMap(({ subtopologies }) => subtopologies.flatMap((one) => one.topics))
  const routes = await map.routes(topics, scope)
  return (topic, partition) => {
    const route = routes.get(topic)
    return route === undefined || !('leaders' in route) || route.leaders.has(partition)
  }
}
