import { createHmac } from 'node:crypto'

/** A key of its own for each job: hashes of two jobs cannot be held against each other. `secret` is this Sluice's. */
export function maskKeyOf(secret: Buffer, replayId: string): Buffer {
  return createHmac('sha256', secret).update(`replay-mask ${replayId}`).digest()
}
