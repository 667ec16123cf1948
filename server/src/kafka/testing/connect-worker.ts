import { setTimeout as sleep } from 'node:timers/promises'
import { Connection, joinGroupV9, ResponseError, syncGroupV5 } from '@platformatic/kafka'

const PROTOCOL = 'sessioned'
/** Longer than any test that looks at it, also on a busy machine. */
const SESSION_MS = 300_000
const SEAT = 'seat-1'
const TRIES = 40

/**
 * A member of a group of the protocol type `connect`, as a Kafka Connect worker is one, with an assignment that is not
 * of topics. It lives as long as its session: nothing beats its heart.
 */
export async function joinAsConnectWorker(bootstrap: string, group: string): Promise<void> {
  const [host = '', port = ''] = bootstrap.split(':')
  const link = new Connection('connect-worker')
  await link.connect(host, Number(port))
  try {
    const { memberId, generationId } = await join(link, group)
    const assignments = [{ memberId, assignment: Buffer.from([0, 2, 0, 0, 0, 99, 1]) }]
    await syncGroupV5.api.async(link, group, generationId, memberId, SEAT, 'connect', PROTOCOL, assignments)
  } finally {
    await link.close()
  }
}

/** The coordinator of a cluster that has just started takes a moment to be one. */
async function join(link: Connection, group: string): Promise<joinGroupV9.JoinGroupResponse> {
  const protocols = [{ name: PROTOCOL, metadata: Buffer.from('a worker’s url') }]
  for (let attempt = 1; ; attempt += 1) {
    try {
      // With a seat of its own a member is let in at its first request.
      const member = ['', SEAT, 'connect', protocols] as const
      return await joinGroupV9.api.async(link, group, SESSION_MS, SESSION_MS, ...member)
    } catch (error) {
      if (attempt === TRIES || !(error instanceof ResponseError)) throw error
      await sleep(250)
    }
  }
}
