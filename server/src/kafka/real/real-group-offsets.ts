import type { CallScope } from '../call-scope.ts'
import type { Outcome } from '../calls.ts'
import { coordinatorMoving } from '../faults.ts'
import type { CommitVisitor, GroupOffsets } from '../groups.ts'
import { askCoordinators, type CoordinatorAnswer, inParts, withoutMissing } from './ask-coordinators.ts'
import type { BrokerNode } from './broker-client.ts'
import { groupFault, isStaleCoordinator, partitionFault } from './error-codes.ts'
import type { GroupDirectory } from './group-directory.ts'
import { OFFSET_FETCH } from './group-wire-apis.ts'
import { type FetchedGroup, OFFSET_FETCH_BATCHED } from './offset-fetch-codec.ts'
import type { GroupClient } from './real-groups.ts'

/** One answer is read in one go: so many take a few milliseconds. */
const MAX_GROUPS = 500
const MAX_PARTITIONS = 50_000

type Question = { group: string }
type Answer = CoordinatorAnswer<GroupOffsets>

export async function listGroupOffsets(
  { client, directory }: GroupClient,
  groups: readonly string[],
  scope: CallScope,
  stable = false,
): Promise<Outcome<GroupOffsets, { group: string }>[]> {
  // The same group may be asked for twice; each place wants its own answer.
  const questions: Question[] = groups.map((group) => ({ group }))
  const outcomes = await askCoordinators(
    directory,
    questions,
    {
      divide: async (broker, asked, inner) => {
        const batched = await client.speaks(broker, OFFSET_FETCH, OFFSET_FETCH_BATCHED, inner)
        return batched ? bySize(asked, directory) : inParts(asked, 1)
      },
      request: async (broker, part, inner) => {
        const names = [...new Set(part.map(({ group }) => group))]
        const reply = await client.callLeased(broker, OFFSET_FETCH, [names, { stable }], inner)
        const nameOf = (one: FetchedGroup) => (names.length === 1 ? (names[0] ?? '') : one.group)
        const found = new Map(reply.groups.map((one) => [nameOf(one), one]))
        const answers = part.map(({ group }) => toAnswer({ directory, broker }, group, found.get(group)))
        return { answers, throttleMs: reply.throttleMs }
      },
    },
    scope,
  )
  return withoutMissing(outcomes, (group) => ({ group, coordinator: null, topics: [], faults: [] }))
}

function bySize(questions: readonly Question[], directory: GroupDirectory): Question[][] {
  const parts: Question[][] = []
  let room = 0
  for (const question of questions) {
    const wanted = directory.partitionsOf(question.group)
    const part = parts.at(-1)
    if (part === undefined || part.length >= MAX_GROUPS || wanted > room) {
      parts.push([question])
      room = MAX_PARTITIONS - wanted
    } else {
      part.push(question)
      room -= wanted
    }
  }
  return parts
}

function toAnswer(
  { directory, broker }: { directory: GroupDirectory; broker: BrokerNode },
  group: string,
  found: FetchedGroup | undefined,
): Answer {
  if (found === undefined) return { ok: false, fault: coordinatorMoving(group), moved: true }
  const { errorCode, commits, refused } = found
  if (errorCode !== 0) {
    const fault = groupFault(errorCode, group, 'Describe')
    return { ok: false, fault, moved: isStaleCoordinator(errorCode) }
  }
  directory.counted(group, commits)
  const faults = refused.map(({ topic, partition, errorCode: code }) => {
    return { topic, partition, fault: partitionFault(code, { topic, partition }, 'Describe') }
  })
  return { ok: true, value: new ToldOffsets({ group, coordinator: broker.id, faults }, found) }
}

/** A class, as an object with a getter of its own costs several times as much, and there are thousands. */
class ToldOffsets implements GroupOffsets {
  readonly group: string
  readonly coordinator: number | null
  readonly faults: GroupOffsets['faults']
  readonly #found: FetchedGroup

  constructor(told: Omit<GroupOffsets, 'topics' | 'visit'>, found: FetchedGroup) {
    this.group = told.group
    this.coordinator = told.coordinator
    this.faults = told.faults
    this.#found = found
  }

  get topics(): GroupOffsets['topics'] {
    return this.#found.topics
  }

  visit(visitor: CommitVisitor): void {
    this.#found.visit(visitor)
  }
}
