import type { ClusterConnection, SaslConnection, TlsConnection } from '#kafka/connection-config.ts'
import type { AppConfig, ClusterConfig, SaslConfig, TlsConfig } from './app-config.ts'
import { readToken } from './read-token.ts'

/** What the gateway is made from. The one place where secrets leave their wrapper. */
export function toConnection(cluster: ClusterConfig): ClusterConnection {
  const { name, brokers, clientId, requestTimeoutMs, connectTimeoutMs } = cluster
  return {
    name,
    brokers: [...brokers],
    clientId,
    tls: cluster.tls === null ? null : toTls(cluster.tls),
    sasl: cluster.sasl === null ? null : toSasl(cluster.sasl),
    requestTimeoutMs,
    connectTimeoutMs,
  }
}

function toTls({ ca, cert, key, passphrase, serverName, skipVerify }: TlsConfig): TlsConnection {
  return {
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key: key.reveal() }),
    ...(passphrase === null ? {} : { passphrase: passphrase.reveal() }),
    ...(serverName === null ? {} : { serverName }),
    rejectUnauthorized: !skipVerify,
  }
}

function toSasl(sasl: SaslConfig): SaslConnection {
  if (sasl.mechanism === 'OAUTHBEARER') {
    const { mechanism, token } = sasl
    return { mechanism, token: () => readToken(token) }
  }
  return { mechanism: sasl.mechanism, username: sasl.username, password: sasl.password.reveal() }
}

/** Values that the log must not show, whatever a library puts into a message. */
export function secretValues({
  clusters,
  alerts,
  replayEndpoints,
}: Pick<AppConfig, 'clusters' | 'alerts' | 'replayEndpoints'>): string[] {
  const receivers = alerts.receivers.flatMap(({ url, secret }) => [
    url.reveal(),
    ...(secret === null ? [] : [secret.reveal()]),
  ])
  const endpoints = replayEndpoints.flatMap(({ url, headers }) => [
    url.reveal(),
    ...headers.map(({ value }) => value.reveal()),
  ])
  return [...receivers, ...endpoints, ...clusters.flatMap(secretsOf)]
}

function secretsOf({ tls, sasl }: ClusterConfig): string[] {
  return [
    ...(tls?.key ? [tls.key.reveal()] : []),
    ...(tls?.passphrase ? [tls.passphrase.reveal()] : []),
    ...(sasl !== null && 'password' in sasl ? [sasl.password.reveal()] : []),
  ]
}
