/** How to reach one cluster: what the configuration is parsed to, and all that the real gateway is made from. */
export interface ClusterConnection {
  /** The cluster's name in configuration, for messages. */
  name: string
  /** Bootstrap addresses as `host:port`; an IPv6 host stands in brackets. */
  brokers: string[]
  clientId: string
  tls: TlsConnection | null
  sasl: SaslConnection | null
  requestTimeoutMs: number
  connectTimeoutMs: number
  /** Called for each request that is sent, to count them. */
  onRequest?: () => void
  /** What is asked of a broker that is known to hang fails at once: for loops that ask all of them again and again. */
  skipSilent?: boolean
}

/** `ca`, `cert` and `key` are PEM texts, not paths. */
export interface TlsConnection {
  ca?: string
  cert?: string
  key?: string
  passphrase?: string
  /** The name the broker's certificate must carry, where it differs from the host that is called. */
  serverName?: string
  rejectUnauthorized: boolean
}

export type SaslConnection =
  | { mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; username: string; password: string }
  /** `token` is asked again for each new connection and each re-authentication (KIP-368). */
  | { mechanism: 'OAUTHBEARER'; token: () => Promise<string> }
