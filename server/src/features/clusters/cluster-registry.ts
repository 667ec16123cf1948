import { AppError } from '#http/app-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { ConnectionMonitor } from './connection-monitor.ts'

/** One configured cluster with its door and what is known of the connection. */
export interface RegisteredCluster {
  name: string
  bootstrap: readonly string[]
  gateway: KafkaGateway
  monitor: ConnectionMonitor
}

export interface ClusterRegistry {
  /** In the order of the configuration. */
  all(): readonly RegisteredCluster[]
  /** Throws `CLUSTER_NOT_FOUND`. */
  get(name: string): RegisteredCluster
  /** Throws `CLUSTER_NOT_FOUND`. */
  gateway(name: string): KafkaGateway
}

export function createClusterRegistry(clusters: readonly RegisteredCluster[]): ClusterRegistry {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]))
  const get = (name: string): RegisteredCluster => {
    const cluster = byName.get(name)
    if (cluster !== undefined) return cluster
    const known = clusters.map((one) => one.name).join(', ')
    throw new AppError('CLUSTER_NOT_FOUND', `No cluster is named "${name}". Configured: ${known || 'none'}.`)
  }
  return { all: () => clusters, get, gateway: (name) => get(name).gateway }
}
