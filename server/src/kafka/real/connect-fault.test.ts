import { AuthenticationError, NetworkError } from '@platformatic/kafka'
import { describe, expect, it } from 'vitest'
import { connectionTo } from '../testing/connection-to.ts'
import { closedReason, describeConnectError } from './connect-fault.ts'

const plain = connectionTo(['kafka:9092'])
const tls = { rejectUnauthorized: true }

/** As the library wraps what the socket said. */
function wrapped(code: string, message = code): Error {
  return new NetworkError('Connection to kafka:9092 failed.', {
    cause: Object.assign(new Error(message), { code }),
  })
}

describe('why a connection could not be set up', () => {
  it.each([
    ['ECONNREFUSED', 'CLUSTER_UNREACHABLE', /^connection refused/],
    ['ENOTFOUND', 'CLUSTER_UNREACHABLE', /^DNS name not found/],
    ['EAI_AGAIN', 'CLUSTER_UNREACHABLE', /^DNS name could not be looked up/],
    ['EHOSTUNREACH', 'CLUSTER_UNREACHABLE', /^no route to the host/],
    ['CERT_HAS_EXPIRED', 'AUTHENTICATION_FAILED', /^TLS: .*expired/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'AUTHENTICATION_FAILED', /^TLS: .*CA/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'AUTHENTICATION_FAILED', /^TLS: .*another name/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'AUTHENTICATION_FAILED', /^TLS: .*not speak TLS/],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'AUTHENTICATION_FAILED', /^TLS: .*client certificate/],
    ['ERR_SSL_SOMETHING_NEW', 'AUTHENTICATION_FAILED', /^TLS: .*ERR_SSL_SOMETHING_NEW/],
  ])('names the step for %s', (code, fault, reason) => {
    expect(describeConnectError(wrapped(code), { ...plain, tls })).toEqual({
      code: fault,
      reason: expect.stringMatching(reason),
    })
  })

  it('takes a reset for a handshake gone wrong only under TLS', () => {
    expect(describeConnectError(wrapped('ECONNRESET'), { ...plain, tls }).reason).toContain('TLS')
    expect(describeConnectError(wrapped('ECONNRESET'), plain).reason).toBe('the connection was reset')
  })

  it('says what a token source or server told where SASL failed otherwise', () => {
    const error = new AuthenticationError('SASL authentication failed.', {
      cause: new Error('token file missing'),
    })
    const sasl = { mechanism: 'OAUTHBEARER' as const, token: async () => '' }
    expect(describeConnectError(error, { ...plain, sasl })).toEqual({
      code: 'AUTHENTICATION_FAILED',
      reason: 'SASL: OAUTHBEARER failed: token file missing',
    })
  })

  it('keeps the last cause of what it does not know', () => {
    expect(describeConnectError(wrapped('EODD', 'something odd'), plain).reason).toBe('something odd')
    expect(describeConnectError('no error at all', plain).reason).toBe('unknown reason')
  })

  it('guesses what a broker misses that hangs up only from what is not configured', () => {
    expect(closedReason(plain)).toContain('SASL credentials')
    expect(closedReason({ ...plain, tls })).toContain('SASL credentials or a client certificate')
    const sasl = { mechanism: 'PLAIN' as const, username: 'u', password: 'p' }
    expect(closedReason({ ...plain, sasl })).toBe('the broker closed the connection (it may be stopping)')
  })
})
