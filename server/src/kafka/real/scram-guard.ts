import { AuthenticationError, type SASLCustomAuthenticator, saslScramSha } from '@platformatic/kafka'

/** Kafka's own default is 4 096 and its maximum 16 384; a server that asks for billions wants our time, not a proof. */
const MAX_ITERATIONS = 1_000_000

/**
 * SCRAM by the library, with each answer of the server checked first: the library would hash as often as it is told,
 * and throws inside the socket's handler on an answer that lacks a field.
 */
export const guardedScram: SASLCustomAuthenticator = (
  mechanism,
  connection,
  authenticate,
  username,
  password,
  _token,
  callback,
) => {
  let step = 0
  const guarded: typeof authenticate = Object.assign(
    (...[link, bytes, done]: Parameters<typeof authenticate>) => {
      const check = step === 0 ? challengeFault : proofFault
      step += 1
      authenticate(link, bytes, (error, answer) => {
        const fault = answer === undefined ? null : check(answer.authBytes.toString())
        if (fault === null) done?.(error, answer)
        else done?.(new AuthenticationError(fault))
      })
    },
    { async: authenticate.async, key: authenticate.key, version: authenticate.version },
  )
  const algorithm = mechanism === 'SCRAM-SHA-512' ? 'SHA-512' : 'SHA-256'
  const { authenticate: run, defaultCrypto } = saslScramSha
  run(guarded, connection, algorithm, username ?? '', password ?? '', defaultCrypto, callback)
}

/** What is wrong with the server's first message (RFC 5802 §7), or null. */
export function challengeFault(message: string): string | null {
  const [, iterations] = /^r=[^,]+,s=[^,]+,i=(\d{1,10})$/.exec(message) ?? []
  if (iterations === undefined) return 'The server’s SCRAM challenge is malformed.'
  if (Number(iterations) <= MAX_ITERATIONS) return null
  return `The server asks for ${iterations} SCRAM iterations; more than ${MAX_ITERATIONS} are refused.`
}

/** What is wrong with the server's final message, or null. */
export function proofFault(message: string): string | null {
  return /^(v|e)=[^,]+/.test(message) ? null : 'The server’s SCRAM proof is malformed.'
}
