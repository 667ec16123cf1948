import type { CallScope } from '../call-scope.ts'
import type { Outcome } from '../calls.ts'
import { groupNotFound } from '../faults.ts'
import type { ShareOffsets } from '../groups.ts'
import { askCoordinators, type CoordinatorAnswer, inParts, withoutMissing } from './ask-coordinators.ts'
import { groupFault, isStaleCoordinator, partitionFault } from './error-codes.ts'
import { SHARE_OFFSETS } from './group-wire-apis.ts'
import type { GroupClient } from './real-groups.ts'
import type { DescribedShareOffsets, DescribedSharePartition } from './share-offsets-codec.ts'

/** The broker looks up each partition's state for it. */
const MAX_GROUPS = 50

export async function listShareOffsets(
  { client, directory }: GroupClient,
  groups: readonly string[],
  scope: CallScope,
): Promise<Outcome<ShareOffsets, { group: string }>[]> {
  const questions = groups.map((group) => ({ group }))
  const outcomes = await askCoordinators(
    directory,
    questions,
    {
      divide: (_broker, asked) => inParts(asked, MAX_GROUPS),
      request: async (broker, part, inner) => {
        const names = [...new Set(part.map(({ group }) => group))]
        const reply = await client.callLeased(broker, SHARE_OFFSETS, [names], inner)
        const found = new Map(reply.groups.map((one) => [one.group, one]))
        const answers = part.map(({ group }) => toAnswer(group, found.get(group)))
        return { answers, throttleMs: reply.throttleTimeMs }
      },
    },
    scope,
  )
  return withoutMissing(outcomes, (group) => ({ group, topics: [] }))
}

function toAnswer(group: string, found: DescribedShareOffsets | undefined): CoordinatorAnswer<ShareOffsets> {
  if (found === undefined) return { ok: false, fault: groupNotFound(group), moved: false }
  const { errorCode } = found
  if (errorCode !== 0) {
    const fault = groupFault(errorCode, group, 'Describe')
    return { ok: false, fault, moved: isStaleCoordinator(errorCode) }
  }
  const topics = found.topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((partition) => toPartition(topic, partition)),
  }))
  return { ok: true, value: { group, topics } }
}

function toPartition(topic: string, { partition, startOffset, lag, errorCode }: DescribedSharePartition) {
  if (errorCode !== 0) {
    const fault = partitionFault(errorCode, { topic, partition }, 'Describe')
    return { partition, startOffset: null, lag: null, fault }
  }
  return {
    partition,
    startOffset: startOffset < 0n ? null : startOffset,
    lag: lag < 0n ? null : lag,
    fault: null,
  }
}
