/**
 * A stream that ended without saying so. `closed`: the connection broke; `silent`: nothing came for too long;
 * `malformed`: what came is not a stream of Sluice.
 */
export type CutReason = 'closed' | 'silent' | 'malformed'

export class StreamCut extends Error {
  override readonly name = 'StreamCut'
  readonly reason: CutReason

  constructor(reason: CutReason, options?: ErrorOptions) {
    super(`the stream was cut: ${reason}`, options)
    this.reason = reason
  }
}
