import { ClusterName } from '@sluice/shared/clusters'
import { METRICS_PROFILES } from '@sluice/shared/metrics'
import { z } from 'zod'
import { AlertSettings, HttpUrl, Receiver } from './alert-settings.ts'
import { ReplayEndpoint } from './replay-settings.ts'
import { Flag, SecretReference, Text, wholeNumber } from './setting-types.ts'

const BrokerAddress = z
  .string({ error: 'must be host:port' })
  .regex(/^(\[[0-9a-fA-F:.]+\]|[^\s:/@[\]]+):\d{1,5}$/, 'must be host:port')
  .refine((address) => {
    const port = Number(address.slice(address.lastIndexOf(':') + 1))
    return port >= 1 && port <= 65_535
  }, 'has a port outside 1 to 65535')

const TlsSettings = z.strictObject({
  enabled: Flag.default(true),
  ca: Text.optional(),
  cert: Text.optional(),
  key: Text.optional(),
  passphrase: SecretReference.optional(),
  serverName: Text.optional(),
  skipVerify: Flag.default(false),
})

/** `tls: true` is short for `tls: { enabled: true }`. */
const Tls = z
  .preprocess(
    (given) => (typeof given === 'object' && given !== null ? given : { enabled: given }),
    TlsSettings,
  )
  .default({ enabled: false, skipVerify: false })

const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'] as const

const SaslSettings = z
  .strictObject({
    mechanism: z.enum(MECHANISMS, { error: `must be one of ${MECHANISMS.join(', ')}` }),
    username: Text.optional(),
    password: SecretReference.optional(),
    token: SecretReference.optional(),
    tokenCommand: z
      .array(Text, { error: 'must be a list: the program and its arguments' })
      .min(1)
      .max(50)
      .optional(),
  })
  .superRefine((sasl, context) => {
    const needs = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message })
    if (sasl.mechanism === 'OAUTHBEARER') {
      if ((sasl.token === undefined) === (sasl.tokenCommand === undefined))
        needs('token', 'OAUTHBEARER needs either token or tokenCommand')
      if (sasl.username !== undefined) needs('username', 'is not used by OAUTHBEARER')
      if (sasl.password !== undefined) needs('password', 'is not used by OAUTHBEARER')
      return
    }
    if (sasl.username === undefined) needs('username', `is needed for ${sasl.mechanism}`)
    if (sasl.password === undefined) needs('password', `is needed for ${sasl.mechanism}`)
    if (sasl.token !== undefined) needs('token', 'is used by OAUTHBEARER only')
    if (sasl.tokenCommand !== undefined) needs('tokenCommand', 'is used by OAUTHBEARER only')
  })

const clusterShape = {
  brokers: z
    .array(BrokerAddress, { error: 'must list the brokers as host:port' })
    .min(1, 'needs at least one host:port')
    .max(100),
  clientId: Text.max(249).default('sluice'),
  readOnly: Flag.default(false),
  tls: Tls,
  sasl: SaslSettings.optional(),
  requestTimeoutMs: wholeNumber(100, 600_000).default(10_000),
  connectTimeoutMs: wholeNumber(100, 600_000).default(5000),
}

/** The cluster that flags and variables describe. */
const LocalCluster = z.strictObject(clusterShape)
export const NamedCluster = z.strictObject({ name: ClusterName, ...clusterShape })
export type NamedCluster = z.infer<typeof NamedCluster>

const HostName = z
  .string({ error: 'must be a host name' })
  .regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/, 'must be a host name, with a port or without')

export const Settings = z.strictObject({
  config: Text.optional(),
  host: Text.default('127.0.0.1'),
  port: wholeNumber(0, 65_535).default(4400),
  portSearch: Flag.default(false),
  allowedHosts: z.array(HostName, { error: 'must be a list of host names' }).max(100).default([]),
  allowUnauthenticated: z
    .literal('i-understand', { error: 'must be i-understand, after reading what it means' })
    .optional(),
  readOnly: Flag.default(false),
  dataDir: Text.optional(),
  historyMaxMb: wholeNumber(16, 1_000_000).default(512),
  metrics: Flag.default(true),
  metricsProfiles: z
    .array(z.enum(METRICS_PROFILES, { error: `must be of ${METRICS_PROFILES.join(', ')}` }), {
      error: `must list some of ${METRICS_PROFILES.join(', ')}`,
    })
    .min(1, 'needs at least one')
    .default(['sluice']),
  metricsSeriesMax: wholeNumber(100, 10_000_000).default(100_000),
  externalUrl: HttpUrl.optional(),
  receivers: z.array(Receiver, { error: 'must be a list of receivers' }).max(50).default([]),
  alerts: z.array(AlertSettings, { error: 'must be a list of alert rules' }).max(500).default([]),
  alertHoldMs: wholeNumber(0, 86_400_000).default(300_000),
  replayEndpoints: z.array(ReplayEndpoint, { error: 'must be a list of endpoints' }).max(50).default([]),
  lag: Flag.default(true),
  lagIntervalMs: wholeNumber(100, 3_600_000).default(10_000),
  lagWindowMs: wholeNumber(1000, 86_400_000).default(600_000),
  topology: Flag.default(true),
  topologyKeepDays: wholeNumber(1, 60).default(7),
  topologyBudgetBytes: wholeNumber(0, 1_000_000_000).default(1_000_000),
  identityHeaders: z.array(Text.max(200), { error: 'must be a list of header names' }).max(50).default([]),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info'),
  clusters: z.array(NamedCluster, { error: 'must be a list of clusters' }).max(100).default([]),
  local: LocalCluster.optional(),
})
export type Settings = z.infer<typeof Settings>
