import { createHash } from 'node:crypto'
import type { AclEntry } from '../acls.ts'
import { closedFault } from '../call-scope.ts'
import { clusterUnreachable } from '../faults.ts'
import type { FailedAttempt } from '../kafka-fault.ts'
import type { TransactionDescription } from '../transactions.ts'
import { MemoryGroups } from './memory-groups.ts'
import { MemoryLog } from './memory-log.ts'
import type { BrokerHealth, MemoryClusterSpec, MemoryDenials, MemoryTopicSpec } from './memory-spec.ts'

export interface MemoryPartition {
  log: MemoryLog
  replicas: number[]
  leader: number
  leaderEpoch: number
  offline: boolean
}

export interface MemoryTopic {
  name: string
  topicId: string
  internal: boolean
  configs: ReadonlyMap<string, string>
  partitions: MemoryPartition[]
}

/** The state that an in-memory gateway answers from, and what changes it. */
export class MemoryCluster {
  readonly name: string
  readonly clusterId: string
  readonly topics = new Map<string, MemoryTopic>()
  readonly brokers = new Map<number, BrokerHealth>()
  /** By transactional id, as their coordinators know them. */
  readonly transactions = new Map<string, TransactionDescription>()
  readonly groups = new MemoryGroups()
  /** Null: there is no authorizer. */
  readonly acls: readonly AclEntry[] | null
  readonly calls: Record<string, number> = {}
  denied: MemoryDenials
  latencyMs = 0
  #nextProducerId = 1000n
  readonly #closed = new AbortController()
  readonly #waiting = new Set<() => void>()
  readonly #created = new Map<string, number>()

  constructor(spec: MemoryClusterSpec) {
    this.name = spec.name ?? 'memory'
    this.clusterId = spec.clusterId ?? 'memory-cluster'
    this.denied = spec.denied ?? {}
    this.acls = spec.acls ?? null
    for (const id of spec.brokers ?? [1]) this.brokers.set(id, 'up')
    for (const topic of spec.topics ?? []) this.createTopic(topic)
  }

  get closed(): AbortSignal {
    return this.#closed.signal
  }

  close(): void {
    this.#closed.abort(closedFault(this.name))
  }

  createTopic(spec: MemoryTopicSpec): void {
    if (this.topics.has(spec.name)) throw new Error(`There is already a topic "${spec.name}"`)
    const ids = [...this.brokers.keys()]
    const copies = spec.replication ?? 1
    if (copies > ids.length)
      throw new Error(`${copies} replicas need as many brokers; there are ${ids.length}`)
    const partitions = Array.from({ length: spec.partitions ?? 1 }, (_, index) =>
      this.#newPartition(index, copies, spec.firstOffset),
    )
    this.topics.set(spec.name, {
      name: spec.name,
      topicId: createHash('sha256')
        .update(this.#idSeed(spec.name))
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
      internal: spec.internal ?? false,
      configs: new Map(Object.entries(spec.configs ?? {})),
      partitions,
    })
  }

  takeProducerId(): bigint {
    const id = this.#nextProducerId
    this.#nextProducerId += 1n
    return id
  }

  /** Empty partitions behind those that there are. */
  addPartitions(name: string, count: number): void {
    const topic = this.topics.get(name)
    if (topic === undefined) throw new Error(`The in-memory cluster has no topic "${name}"`)
    const copies = topic.partitions[0]?.replicas.length ?? 1
    for (let left = count; left > 0; left -= 1) {
      topic.partitions.push(this.#newPartition(topic.partitions.length, copies))
    }
  }

  /** For tests' own writes, where a wrong name is the test's mistake. */
  partition(topic: string, partition: number): MemoryPartition {
    const found = this.topics.get(topic)?.partitions[partition]
    if (found === undefined)
      throw new Error(`The in-memory cluster has no partition ${partition} of "${topic}"`)
    return found
  }

  setBroker(id: number, health: BrokerHealth): void {
    if (!this.brokers.has(id)) throw new Error(`The in-memory cluster has no broker ${id}`)
    this.brokers.set(id, health)
    for (const topic of this.topics.values()) {
      for (const partition of topic.partitions) this.#elect(partition)
    }
  }

  /** The live leader; null where there is none. */
  leaderOf(partition: MemoryPartition): number | null {
    if (partition.offline || this.brokers.get(partition.leader) === 'down') return null
    return partition.leader
  }

  addressOf(id: number): string {
    return `broker-${id}.memory:9092`
  }

  isUp(id: number): boolean {
    return this.brokers.get(id) === 'up'
  }

  /** A broker that answers, or the fault a real bootstrap ends in. */
  anyBroker(): number {
    for (const [id, health] of this.brokers) if (health === 'up') return id
    const attempts = [...this.brokers.keys()].map((id) => this.failedAttempt(id))
    throw clusterUnreachable(this.name, attempts)
  }

  failedAttempt(id: number): FailedAttempt {
    const address = this.addressOf(id)
    if (this.brokers.get(id) !== 'hanging') {
      return { address, code: 'CLUSTER_UNREACHABLE', reason: 'connection refused' }
    }
    return { address, code: 'BROKER_TIMEOUT', reason: 'no answer in time' }
  }

  isDenied(topic: string): boolean {
    return this.denied.topics?.includes(topic) ?? false
  }

  /** Wakes every fetch that waits for data. */
  changed(): void {
    for (const wake of this.#waiting) wake()
  }

  /** Resolves at the next {@link changed}; `stop` forgets the wait. */
  nextChange(): { arrived: Promise<void>; stop: () => void } {
    let wake = () => {}
    const arrived = new Promise<void>((resolve) => {
      wake = resolve
    })
    this.#waiting.add(wake)
    return { arrived, stop: () => this.#waiting.delete(wake) }
  }

  #newPartition(index: number, copies: number, firstOffset?: bigint): MemoryPartition {
    const ids = [...this.brokers.keys()]
    const replicas = Array.from({ length: copies }, (_, copy) => ids[(index + copy) % ids.length] ?? 0)
    const [leader = 0] = replicas
    return { log: new MemoryLog(firstOffset), replicas, leader, leaderEpoch: 0, offline: false }
  }

  /** A topic created anew gets another id, as on a broker; the first one's depends on its name alone. */
  #idSeed(name: string): string {
    const times = this.#created.get(name) ?? 0
    this.#created.set(name, times + 1)
    return times === 0 ? name : `${name} ${times}`
  }

  #elect(partition: MemoryPartition): void {
    if (this.brokers.get(partition.leader) !== 'down') return
    const next = partition.replicas.find((id) => this.brokers.get(id) !== 'down')
    if (next === undefined) return
    partition.leader = next
    partition.leaderEpoch += 1
  }
}
