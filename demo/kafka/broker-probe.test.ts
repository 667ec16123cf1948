import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { answersApiVersions, readClusterView } from './broker-probe.ts'

const servers: Server[] = []

async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    onConnection(socket)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('a port counts as Kafka', () => {
  it('when it answers ApiVersions without an error, even in small pieces', async () => {
    const answer = Buffer.from('0000000a00000001000000000000', 'hex')
    const port = await serve((socket) => {
      socket.once('data', () => {
        socket.write(answer.subarray(0, 3))
        setTimeout(() => socket.end(answer.subarray(3)), 10)
      })
    })
    expect(await answersApiVersions(port, 2_000)).toBe(true)
  })

  it('not when it answers with an error', async () => {
    const answer = Buffer.from('0000000a00000001002300000000', 'hex')
    const port = await serve((socket) => socket.once('data', () => socket.end(answer)))
    expect(await answersApiVersions(port, 2_000)).toBe(false)
  })

  it('not when it listens and says nothing, which is known by the deadline', async () => {
    const port = await serve(() => undefined)
    const began = performance.now()
    expect(await answersApiVersions(port, 100)).toBe(false)
    expect(performance.now() - began).toBeLessThan(1_500)
  })

  it('not when it speaks another protocol', async () => {
    const port = await serve((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await answersApiVersions(port, 500)).toBe(false)
  })

  it('not when nobody listens', async () => {
    expect(await answersApiVersions(1, 500)).toBe(false)
  })
})

describe('a metadata answer', () => {
  const host = '00093132372e302e302e31'
  const brokers = `00000002${`00000001${host}00002384ffff`}${`00000003${host}0000238500027231`}`

  it('tells the brokers by id, whatever their rack, and which cluster they are', () => {
    const answer = Buffer.from(`${brokers}0004${Buffer.from('mine').toString('hex')}ffffffff00000000`, 'hex')
    expect(readClusterView(answer)).toEqual({ clusterId: 'mine', brokers: [1, 3] })
  })

  it('may name no cluster', () => {
    expect(readClusterView(Buffer.from(`${brokers}ffffffffffff00000000`, 'hex'))).toEqual({
      clusterId: null,
      brokers: [1, 3],
    })
  })
})
