import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

export interface FakeRequest {
  apiKey: number
  apiVersion: number
  /** What follows the client id; flexible versions begin with their header's tagged fields. */
  body: Buffer
}

/** A body to answer with (flexible versions begin with their header's tagged fields), bytes as they are, or nothing. */
export type FakeAnswer = { body: Buffer } | { bytes: Buffer } | 'silence' | 'hang up'

export interface FakeBroker {
  port: number
  requests: FakeRequest[]
  stop(): Promise<void>
}

/** Speaks Kafka's framing and leaves the answers to the test: for brokers that cannot be had, old or hostile ones. */
export async function startFakeBroker(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeBroker> {
  const requests: FakeRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let pending: Buffer = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk])
      while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
        const frame = pending.subarray(4, 4 + pending.readInt32BE(0))
        pending = pending.subarray(4 + frame.length)
        const { request, correlationId } = readRequest(frame)
        requests.push(request)
        reply(socket, correlationId, answer(request))
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The fake broker has no port')
  return {
    port: address.port,
    requests,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function readRequest(frame: Buffer): { request: FakeRequest; correlationId: number } {
  const clientIdLength = Math.max(frame.readInt16BE(8), 0)
  return {
    request: {
      apiKey: frame.readInt16BE(0),
      apiVersion: frame.readInt16BE(2),
      body: frame.subarray(10 + clientIdLength),
    },
    correlationId: frame.readInt32BE(4),
  }
}

function reply(socket: Socket, correlationId: number, answer: FakeAnswer): void {
  if (answer === 'silence') return
  if (answer === 'hang up') {
    socket.destroy()
    return
  }
  if ('bytes' in answer) {
    socket.write(answer.bytes)
    return
  }
  const head = Buffer.alloc(8)
  head.writeInt32BE(answer.body.length + 4, 0)
  head.writeInt32BE(correlationId, 4)
  socket.write(Buffer.concat([head, answer.body]))
}
