import type { ClusterConnection } from '../connection-config.ts'

/** A plain connection with deadlines short enough for tests. */
export function connectionTo(brokers: string[], more: Partial<ClusterConnection> = {}): ClusterConnection {
  return {
    name: 'local',
    brokers,
    clientId: 'sluice-test',
    tls: null,
    sasl: null,
    requestTimeoutMs: 10_000,
    connectTimeoutMs: 3_000,
    ...more,
  }
}
