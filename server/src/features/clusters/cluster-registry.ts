import type { ClusterWrites, ReadOnlyReason } from '@sluice/shared/clusters'
import { AppError } from '#http/app-error.ts'
import { readOnlyCluster } from '#http/read-only-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import type { ConnectionMonitor } from './connection-monitor.ts'

/** One configured cluster with its door and what is known of the connection. */
export interface RegisteredCluster {
  name: string
  bootstrap: readonly string[]
  gateway: KafkaGateway
  /** For what runs by itself: its connections are apart, so that it holds up no page. */
  background?: BackgroundGateway
  /** For what collects evidence: the collector of lag neither waits for it nor counts its requests. */
  evidence?: KafkaGateway
  monitor: ConnectionMonitor
  writes: ClusterDoor
}

/** A gateway with the number of requests it has sent so far. */
export interface BackgroundGateway {
  gateway: KafkaGateway
  requests(): number
}

/** What writes to a cluster, or why nothing does: a read-only cluster has no writer that could be called. */
export type ClusterDoor = { writer: KafkaWriter } | { readOnly: ReadOnlyReason }

/** The same as the API tells it. */
export function toClusterWrites(writes: ClusterDoor): ClusterWrites {
  return 'writer' in writes ? { allowed: true, reason: null } : { allowed: false, reason: writes.readOnly }
}

export interface ClusterRegistry {
  /** In the order of the configuration. */
  all(): readonly RegisteredCluster[]
  /** Throws `CLUSTER_NOT_FOUND`. */
  get(name: string): RegisteredCluster
  /** Throws `CLUSTER_NOT_FOUND`. */
  gateway(name: string): KafkaGateway
  /** Throws `CLUSTER_NOT_FOUND`, and `READ_ONLY` where Sluice does not write. */
  writer(name: string): KafkaWriter
}

export function createClusterRegistry(clusters: readonly RegisteredCluster[]): ClusterRegistry {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]))
  const get = (name: string): RegisteredCluster => {
    const cluster = byName.get(name)
    if (cluster !== undefined) return cluster
    const known = clusters.map((one) => one.name).join(', ')
    throw new AppError('CLUSTER_NOT_FOUND', `No cluster is named "${name}". Configured: ${known || 'none'}.`)
  }
  const writer = (name: string): KafkaWriter => {
    const { writes } = get(name)
    if ('writer' in writes) return writes.writer
    throw readOnlyCluster(name, writes.readOnly)
  }
  return { all: () => clusters, get, gateway: (name) => get(name).gateway, writer }
}
