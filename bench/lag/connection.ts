import type { ClusterConnection } from '../../server/src/kafka/connection-config.ts'

export function connectionTo(brokers: readonly string[]): ClusterConnection {
  return {
    name: 'bench',
    brokers: [...brokers],
    clientId: 'bench',
    tls: null,
    sasl: null,
    requestTimeoutMs: 60_000,
    connectTimeoutMs: 10_000,
  }
}
