import { AuthenticationError, ResponseError } from '@platformatic/kafka'
import type { ClusterConnection } from '../connection-config.ts'
import type { FailedAttempt, KafkaFaultCode } from '../kafka-fault.ts'

type Reason = Pick<FailedAttempt, 'code' | 'reason'>

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused (is the broker running, and is the port right?)',
  ENOTFOUND: 'DNS name not found',
  EAI_AGAIN: 'DNS name could not be looked up (no answer from the name server)',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to its network',
  ETIMEDOUT: 'no answer to the connection (a firewall, or the host is down)',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
}

const CERTIFICATE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the broker’s certificate is self-signed and not trusted; give it as CA',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate’s authority is not trusted; give that CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate’s authority is unknown; give that CA',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate’s authority is unknown; give that CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate’s authority is unknown; give that CA',
  CERT_HAS_EXPIRED: 'the broker’s certificate has expired',
  CERT_NOT_YET_VALID: 'the broker’s certificate is not valid yet (compare the clocks)',
  CERT_SIGNATURE_FAILURE: 'the certificate was not signed by the CA that was given',
}

const SASL_DENIED = 58
const SASL_MECHANISM_UNKNOWN = 33
const SASL_NOT_EXPECTED = 34

/** Why a connection could not be set up, in words that name the step: network, TLS or SASL. */
export function describeConnectError(error: unknown, connection: ClusterConnection): Reason {
  const chain = causesOf(error)
  const sasl = chain.find((cause) => cause instanceof AuthenticationError)
  if (sasl !== undefined) return refused(`SASL: ${saslReason(sasl, connection)}`)
  for (const cause of chain) {
    const found = fromCode(codeOf(cause), cause.message, connection)
    if (found !== null) return found
    if (/requires TLS/.test(cause.message)) {
      return refused(
        'TLS: the broker expects TLS and Sluice is set up without it; turn TLS on for this cluster',
      )
    }
    if (/timed out/.test(cause.message)) return unreachable(timeoutReason(connection))
    if (/closed/i.test(cause.message)) return unreachable(closedReason(connection))
  }
  return unreachable(chain.at(-1)?.message ?? 'unknown reason')
}

/** Why a connection went away under a request: a broker that wants to know its client better closes without a word. */
export function closedReason({ sasl, tls }: ClusterConnection): string {
  const missing = [
    ...(sasl === null ? ['SASL credentials'] : []),
    ...(tls !== null && tls.cert === undefined ? ['a client certificate'] : []),
  ]
  const hint =
    missing.length === 0 ? 'it may be stopping' : `it may expect ${missing.join(' or ')}, or be stopping`
  return `the broker closed the connection (${hint})`
}

function fromCode(code: string | null, message: string, connection: ClusterConnection): Reason | null {
  if (code === null) return null
  const certificate = CERTIFICATE[code]
  if (certificate !== undefined) return refused(`TLS: ${certificate} (${code})`)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return refused(`TLS: the certificate is for another name. ${message}`)
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return refused('TLS: the port does not speak TLS; turn TLS off or use the TLS listener’s port')
  }
  if (/^ERR_SSL_.*(CERTIFICATE|UNKNOWN_CA)/.test(code)) {
    return refused(`TLS: the broker did not accept the client certificate (${code})`)
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('ERR_OSSL_')) {
    return refused(`TLS: ${message} (${code})`)
  }
  if (code === 'ECONNRESET' && connection.tls !== null) {
    return unreachable('TLS: the connection was reset during the handshake (the port may not speak TLS)')
  }
  const network = NETWORK[code]
  return network === undefined ? null : unreachable(network)
}

function saslReason(error: Error, connection: ClusterConnection): string {
  const mechanism = connection.sasl?.mechanism ?? 'unknown'
  const answer = causesOf(error).find((cause) => cause instanceof ResponseError)
  const kafka: { apiCode?: number; serverErrorMessage?: string | null } = answer?.errors[0] ?? {}
  if (kafka.apiCode === SASL_NOT_EXPECTED) {
    return 'this listener takes no credentials; use the SASL listener’s port, or remove SASL'
  }
  if (kafka.apiCode === SASL_MECHANISM_UNKNOWN) {
    const offered: unknown = answer?.response?.mechanisms
    const list = Array.isArray(offered) && offered.length > 0 ? `; it offers ${offered.join(', ')}` : ''
    return `the broker does not offer ${mechanism}${list}`
  }
  if (kafka.apiCode === SASL_DENIED) {
    const who =
      connection.sasl !== null && 'username' in connection.sasl
        ? `user "${connection.sasl.username}"`
        : 'the token'
    const said = kafka.serverErrorMessage ? ` (${kafka.serverErrorMessage})` : ''
    return `${mechanism} refused ${who}${said}; check the credentials`
  }
  return `${mechanism} failed: ${causesOf(error).at(-1)?.message ?? error.message}`
}

function timeoutReason({ connectTimeoutMs, tls }: ClusterConnection): string {
  const hint = tls === null ? '' : ', TLS handshake included'
  return `no connection within ${connectTimeoutMs / 1000} s${hint} (a firewall, or the host is down)`
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = []
  let at = error
  while (at instanceof Error && chain.length < 8) {
    chain.push(at)
    at = at.cause
  }
  return chain
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}

function refused(reason: string): Reason {
  return { code: 'AUTHENTICATION_FAILED' satisfies KafkaFaultCode, reason }
}

function unreachable(reason: string): Reason {
  return { code: 'CLUSTER_UNREACHABLE' satisfies KafkaFaultCode, reason }
}
