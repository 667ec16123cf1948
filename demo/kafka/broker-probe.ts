import { connect } from 'node:net'

const apiVersions = 18
const metadata = 3

/** A request of header version 1 with its size in front. */
function request(apiKey: number, version: number, body: Buffer): Buffer {
  const head = Buffer.alloc(14)
  head.writeInt32BE(10 + body.length, 0)
  head.writeInt16BE(apiKey, 4)
  head.writeInt16BE(version, 6)
  head.writeInt32BE(1, 8)
  head.writeInt16BE(-1, 12)
  return Buffer.concat([head, body])
}

/** One question and its answer on a connection of its own; rejects when the deadline passes or the broker hangs up. */
function ask(port: number, question: Buffer, deadlineMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    const parts: Buffer[] = []
    let size = 0
    const fail = (error: Error): void => {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    const timer = setTimeout(() => fail(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
    socket.once('connect', () => socket.write(question))
    socket.once('error', fail)
    socket.once('close', () => fail(new Error('the connection was closed')))
    socket.on('data', (part) => {
      parts.push(part)
      size += part.length
      if (size > 1024 * 1024) return fail(new Error('not an answer of Kafka'))
      const answer = Buffer.concat(parts)
      if (size < 4 || size < 4 + answer.readInt32BE(0)) return
      clearTimeout(timer)
      socket.destroy()
      resolve(answer.subarray(8, 4 + answer.readInt32BE(0)))
    })
  })
}

/** Whether Kafka itself answers on the port: ApiVersions v0, which every broker since 0.10 speaks. */
export async function answersApiVersions(port: number, deadlineMs: number): Promise<boolean> {
  try {
    const answer = await ask(port, request(apiVersions, 0, Buffer.alloc(0)), deadlineMs)
    return answer.readInt16BE(0) === 0
  } catch {
    // Not yet: the caller asks again until its own deadline.
    return false
  }
}

/** What a broker says of its cluster. */
export interface ClusterView {
  clusterId: string | null
  /** The brokers it knows to be alive. */
  brokers: number[]
}

/** How the broker on the port sees its cluster (Metadata v2 without topics), or null while it cannot say. */
export async function viewOfCluster(port: number, deadlineMs: number): Promise<ClusterView | null> {
  try {
    return readClusterView(await ask(port, request(metadata, 2, Buffer.alloc(4)), deadlineMs))
  } catch {
    return null
  }
}

export function readClusterView(answer: Buffer): ClusterView {
  const brokers: number[] = []
  let at = 4
  for (let left = answer.readInt32BE(0); left > 0; left -= 1) {
    brokers.push(answer.readInt32BE(at))
    at += 4
    at += 2 + answer.readInt16BE(at)
    at += 4
    at += 2 + Math.max(0, answer.readInt16BE(at))
  }
  const length = answer.readInt16BE(at)
  return { clusterId: length < 0 ? null : answer.toString('utf8', at + 2, at + 2 + length), brokers }
}
