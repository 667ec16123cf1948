import { setTimeout as sleep } from 'node:timers/promises'
import { withScope } from '../../call-scope.ts'
import type { ClusterConnection } from '../../connection-config.ts'
import { noLeader, partitionNotFound, topicNotFound } from '../../faults.ts'
import { KafkaFault } from '../../kafka-fault.ts'
import { notSent, type WriteFault } from '../../write-faults.ts'
import { addressText } from '../broker-address.ts'
import type { ClusterMap, TopicRoute } from '../cluster-map.ts'
import { LeaderLink } from './leader-link.ts'
import type { PartitionLane } from './partition-lane.ts'

/** Between two looks for a leader that is not there: an election takes a moment. */
const PAUSE_MS = 100
/** One that nobody mentions for so long is as good as any that was read. */
const FRESH_MS = 30_000

/** Told what becomes of a lane that was looked for. */
export interface RouteListener {
  /** A leader was found. */
  pump(): void
  /** There is no such topic or partition, as far as one broker knows. */
  missing(lane: PartitionLane, fault: WriteFault): void
  /** It may not be written to. */
  refuse(lane: PartitionLane, fault: WriteFault): void
}

/** Who leads each partition, and the connection to each leader. */
export class LeaderRoutes {
  readonly #map: ClusterMap
  readonly #config: ClusterConnection
  readonly #closed: AbortSignal
  readonly #leaders = new Map<PartitionLane, LeaderLink>()
  readonly #links = new Map<string, LeaderLink>()
  /** Lanes looked for, and since when what was read before is not good enough. */
  readonly #wanted = new Map<PartitionLane, RouteListener>()
  readonly #movedAt = new Map<PartitionLane, number>()
  #looking = false

  constructor(map: ClusterMap, config: ClusterConnection, closed: AbortSignal) {
    this.#map = map
    this.#config = config
    this.#closed = closed
  }

  /** Null: it is being looked for. */
  linkOf(lane: PartitionLane, listener: RouteListener): LeaderLink | null {
    const link = this.#leaders.get(lane)
    if (link !== undefined) return link
    this.#wanted.set(lane, listener)
    if (!this.#looking) void this.#look()
    return null
  }

  /** Its leader is another one by now, or cannot be reached. */
  moved(lane: PartitionLane): void {
    this.#leaders.delete(lane)
    this.#movedAt.set(lane, performance.now())
  }

  close(): void {
    for (const link of this.#links.values()) link.close()
    this.#wanted.clear()
  }

  async #look(): Promise<void> {
    this.#looking = true
    try {
      // All that are asked for in this turn are looked for together.
      await Promise.resolve()
      for (let first = true; this.#wanted.size > 0 && !this.#closed.aborted; first = false) {
        if (!first) await sleep(PAUSE_MS)
        await this.#lookOnce()
      }
    } finally {
      this.#looking = false
    }
  }

  async #lookOnce(): Promise<void> {
    const lanes = [...this.#wanted]
    const old = performance.now() - FRESH_MS
    const after = lanes.reduce((latest, [lane]) => Math.max(latest, this.#movedAt.get(lane) ?? old), old)
    const topics = lanes.map(([{ topic }]) => topic)
    const options = { timeoutMs: this.#config.requestTimeoutMs, closed: this.#closed }
    try {
      const routes = await withScope(options, (scope) => this.#map.routes(topics, scope, after))
      for (const [lane, listener] of lanes) this.#found(lane, listener, routes.get(lane.topic))
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error
      for (const [lane] of lanes) lane.met(notSent(error))
    }
    for (const [lane] of lanes) if (!lane.wants) this.#wanted.delete(lane)
  }

  #found(lane: PartitionLane, listener: RouteListener, route: TopicRoute | KafkaFault | undefined): void {
    const { partition } = lane
    const leader = route instanceof KafkaFault ? undefined : route?.leaders.get(partition)
    const node = leader === undefined || leader === null ? null : this.#map.broker(leader)
    if (node === null) {
      const fault = notSent(whyNot(lane, route))
      if (fault.code === 'NOT_AUTHORIZED') listener.refuse(lane, fault)
      else if (leader === undefined && fault.code !== 'LEADER_UNAVAILABLE') listener.missing(lane, fault)
      else lane.met(fault)
      return
    }
    const key = `${node.id} ${addressText(node)}`
    const link = this.#links.get(key) ?? new LeaderLink(node, this.#config)
    this.#links.set(key, link)
    this.#leaders.set(lane, link)
    this.#wanted.delete(lane)
    listener.pump()
  }
}

function whyNot({ topic, partition }: PartitionLane, route: TopicRoute | KafkaFault | undefined): KafkaFault {
  if (route === undefined) return topicNotFound(topic)
  if (route instanceof KafkaFault) return route
  const known = route.leaders.has(partition)
  return known ? noLeader(topic, partition) : partitionNotFound(topic, partition, route.leaders.size)
}
