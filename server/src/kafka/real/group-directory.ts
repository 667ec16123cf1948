import type { CallScope } from '../call-scope.ts'
import { groupNotFound } from '../faults.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { BrokerConnection } from './broker-connection.ts'
import type { ClusterMap } from './cluster-map.ts'
import { COMMITS_TOPIC } from './commits-topic.ts'
import { groupFault, isStaleCoordinator } from './error-codes.ts'
import { FIND_COORDINATOR_BATCHED, FIND_GROUP_COORDINATOR } from './group-wire-apis.ts'

const GROUP_KEY = 0
/** Group ids of one FindCoordinator request. */
const MAX_KEYS = 1_000
/** Before Kafka 3.0 each request finds one coordinator; so many are sent before the first is answered. */
const PIPELINED = 32
/** Beyond so many groups it forgets: they are only asked for again. */
const MAX_KNOWN = 200_000
/** Where nothing is known of a group yet. */
const PRESUMED_PARTITIONS = 50

/** Where a group's coordinator is, or why that is not known; `moved`: worth asking again in a moment. */
export type CoordinatorPlace =
  | { ok: true; broker: BrokerNode }
  | { ok: false; fault: KafkaFault; moved: boolean }

interface Known {
  broker: number | null
  partitions: number
}

/** Which broker coordinates each group, from lists of groups and from FindCoordinator, and how much each group has committed. */
export class GroupDirectory {
  readonly #client: BrokerClient
  readonly #map: ClusterMap
  readonly #groups = new Map<string, Known>()
  /** By id: a coordinator may be younger than the last Metadata. */
  readonly #nodes = new Map<number, BrokerNode>()

  constructor(client: BrokerClient, map: ClusterMap) {
    this.#client = client
    this.#map = map
  }

  /** A broker lists the groups that it coordinates, so that none of them needs to be looked for. */
  learn(broker: BrokerNode, groups: Iterable<string>): void {
    this.#nodes.set(broker.id, broker)
    for (const group of groups) this.#known(group).broker = broker.id
  }

  /** The coordinator is another one by now. */
  forget(groups: Iterable<string>): void {
    for (const group of groups) this.#known(group).broker = null
  }

  /** What to expect of an answer with all commits of the group. */
  partitionsOf(group: string): number {
    return this.#groups.get(group)?.partitions ?? PRESUMED_PARTITIONS
  }

  counted(group: string, partitions: number): void {
    this.#known(group).partitions = partitions
  }

  /** Where to ask for each group. Rejects with a {@link KafkaFault} when no broker can be asked. */
  async find(groups: readonly string[], scope: CallScope): Promise<Map<string, CoordinatorPlace>> {
    const places = new Map<string, CoordinatorPlace>()
    const missing: string[] = []
    for (const group of new Set(groups)) {
      const broker = this.#nodeOf(this.#groups.get(group)?.broker ?? null)
      if (broker === null) missing.push(group)
      else places.set(group, { ok: true, broker })
    }
    for (let at = 0; at < missing.length; at += MAX_KEYS) {
      await this.#look(missing.slice(at, at + MAX_KEYS), places, scope)
    }
    return places
  }

  /**
   * As {@link find}, but asks nothing of a cluster that never had a group: looking for a coordinator there has Kafka make
   * the topic of commits, and reading makes nothing.
   */
  async findForReading(groups: readonly string[], scope: CallScope): Promise<Map<string, CoordinatorPlace>> {
    if (this.#groups.size > 0 || !(await this.#hasNoCommits(scope))) return await this.find(groups, scope)
    return new Map(groups.map((group) => [group, { ok: false, fault: groupNotFound(group), moved: false }]))
  }

  async #hasNoCommits(scope: CallScope): Promise<boolean> {
    const route = (await this.#map.routes([COMMITS_TOPIC], scope)).get(COMMITS_TOPIC)
    return route instanceof KafkaFault && route.code === 'TOPIC_NOT_FOUND'
  }

  async #look(groups: string[], places: Map<string, CoordinatorPlace>, scope: CallScope): Promise<void> {
    const { name } = FIND_GROUP_COORDINATOR
    const use = (connection: BrokerConnection) => findAll(connection, groups)
    const answers = await this.#client.useAny(this.#map.candidates(), name, use, scope)
    for (const [index, group] of groups.entries()) {
      const answer = answers[index]
      if (answer === undefined) continue
      const { errorCode, nodeId, host, port } = answer
      if (errorCode !== 0) {
        const moved = isStaleCoordinator(errorCode)
        places.set(group, { ok: false, fault: groupFault(errorCode, group, 'Describe'), moved })
        continue
      }
      const broker = { id: nodeId, host, port }
      this.learn(broker, [group])
      places.set(group, { ok: true, broker })
    }
  }

  #nodeOf(id: number | null): BrokerNode | null {
    if (id === null) return null
    return this.#map.broker(id) ?? this.#nodes.get(id) ?? null
  }

  #known(group: string): Known {
    const found = this.#groups.get(group)
    if (found !== undefined) return found
    if (this.#groups.size >= MAX_KNOWN) this.#groups.clear()
    const known: Known = { broker: null, partitions: PRESUMED_PARTITIONS }
    this.#groups.set(group, known)
    return known
  }
}

type FoundCoordinator = Awaited<ReturnType<typeof findOne>>

/** One answer for each group, in order. */
async function findAll(
  connection: BrokerConnection,
  groups: string[],
): Promise<(FoundCoordinator | undefined)[]> {
  if (connection.versionOf(FIND_GROUP_COORDINATOR) >= FIND_COORDINATOR_BATCHED) {
    const { coordinators } = await connection.call(FIND_GROUP_COORDINATOR, [GROUP_KEY, groups])
    const found = new Map(coordinators.map((answer) => [answer.key, answer]))
    return groups.map((group) => found.get(group))
  }
  const answers: (FoundCoordinator | undefined)[] = []
  for (let at = 0; at < groups.length; at += PIPELINED) {
    const some = groups.slice(at, at + PIPELINED)
    answers.push(...(await Promise.all(some.map((group) => findOne(connection, group)))))
  }
  return answers
}

async function findOne(connection: BrokerConnection, group: string) {
  const { coordinators } = await connection.call(FIND_GROUP_COORDINATOR, [GROUP_KEY, [group]])
  return coordinators[0]
}
