import type { ReadOnlyReason } from '@sluice/shared/clusters'
import type { AlertsConfig } from './build-alerts.ts'
import type { EndpointConfig } from './build-endpoints.ts'
import type { Reference, ReferenceContext } from './reference.ts'
import type { Secret } from './secret.ts'
import type { Settings } from './settings-schema.ts'

export interface AppConfig {
  host: string
  port: number
  portSearch: boolean
  allowedHosts: readonly string[]
  /** Whether the address can be reached from this machine only. */
  loopback: boolean
  dataDir: string
  /** How the lag of consumer groups is watched; null: it is not. */
  lag: { intervalMs: number; windowMs: number } | null
  historyMaxMb: number
  /** How it is found out who writes and reads; null: it is not. */
  topology: TopologyConfig | null
  metrics: { enabled: boolean; profiles: Settings['metricsProfiles']; seriesMax: number }
  alerts: AlertsConfig
  /** Where replays may be sent over HTTP. */
  replayEndpoints: readonly EndpointConfig[]
  /** How people reach this Sluice, for links in notices; null: as it listens. */
  externalUrl: string | null
  logLevel: Settings['logLevel']
  clusters: readonly ClusterConfig[]
}

export interface TopologyConfig {
  keepDays: number
  /** Bytes of records a second that are read for it at most. */
  budgetBytes: number
  /** Headers in which records name their writer. */
  identityHeaders: readonly string[]
}

export interface ClusterConfig {
  name: string
  brokers: readonly string[]
  clientId: string
  tls: TlsConfig | null
  sasl: SaslConfig | null
  /** Why nothing may be written to it; null where writing is allowed. */
  readOnly: ReadOnlyReason | null
  requestTimeoutMs: number
  connectTimeoutMs: number
}

/** PEM texts, read when the configuration is. */
export interface TlsConfig {
  ca: string | null
  cert: string | null
  key: Secret | null
  passphrase: Secret | null
  serverName: string | null
  skipVerify: boolean
}

export type SaslConfig =
  | { mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; username: string; password: Secret }
  | { mechanism: 'OAUTHBEARER'; token: TokenSource }

/** A token changes while Sluice runs, so configuration keeps the way to it and not the token. */
export type TokenSource =
  | { kind: 'reference'; reference: Reference; context: ReferenceContext }
  | { kind: 'command'; argv: readonly string[]; folder: string }
