import { AuthenticationError, type SASLOptions } from '@platformatic/kafka'

/**
 * A broker refuses a bearer token with a JSON text where a success has nothing (RFC 7628 §3.2.3). The library's own
 * check reports such a refusal and then goes on as if the token were good.
 */
export const bearerVerdict: NonNullable<SASLOptions['authBytesValidator']> = (answer, callback) => {
  if (answer.length === 0) {
    callback(null, answer)
    return
  }
  const status = /"status"\s*:\s*"([^"]{1,100})"/.exec(answer.toString())?.[1]
  callback(
    new AuthenticationError(`The broker refused the token${status === undefined ? '' : ` (${status})`}.`),
  )
}
