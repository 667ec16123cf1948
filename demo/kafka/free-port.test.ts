import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePorts, isFree } from './free-port.ts'

const servers: Server[] = []

async function occupy(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('free ports', () => {
  it('are the preferred ones where they are free', async () => {
    const [base = 0] = await freePorts(1, null, new Set())
    expect(await freePorts(1, base, new Set())).toEqual([base])
  })

  it('pass over a taken port and go on to the next', async () => {
    const [base = 0] = await freePorts(1, null, new Set())
    await occupy(base)
    expect(await isFree(base)).toBe(false)
    const [next = 0] = await freePorts(1, base, new Set())
    expect(next).toBeGreaterThan(base)
    expect(next).toBeLessThan(base + 100)
  })

  it('are all different and none of those given away already', async () => {
    const given = await freePorts(3, null, new Set())
    const more = await freePorts(3, given[0] ?? null, new Set(given))
    expect(new Set([...given, ...more]).size).toBe(6)
  })

  it('are never above the last port there is', async () => {
    const found = await freePorts(3, 65_535, new Set())
    expect(found.every((port) => port <= 65_535)).toBe(true)
  })
})
