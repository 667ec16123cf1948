import { describe, expect, it } from 'vitest'
import { downloadResponse } from './download.ts'
import { StreamGate } from './stream-gate.ts'

const request = new Request('http://127.0.0.1/value')
const MIB = 1024 * 1024

async function download(gate: StreamGate, bytes: Buffer, stallMs?: number) {
  const read = async () => ({ bytes, name: 'value.bin' })
  return await downloadResponse({ gate, request, read, ...(stallMs !== undefined && { stallMs }) })
}

describe('a download', () => {
  it.each([0, 1, MIB, 3 * MIB + 7])('of %i bytes comes whole, and gives its place back', async (size) => {
    const gate = new StreamGate()
    const bytes = Buffer.alloc(size, 'sluice')
    const response = await download(gate, bytes)
    expect(gate.open).toBe(1)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(response.headers.get('content-length')).toBe(String(size))
    expect(gate.open).toBe(0)
  })

  it.each([0, 1])(
    'whose reader stops after %i pieces is broken off and gives its place back',
    async (pieces) => {
      const gate = new StreamGate()
      const response = await download(gate, Buffer.alloc(MIB), 30)
      const reader = response.body?.getReader()
      for (let taken = 0; taken < pieces; taken += 1) await reader?.read()
      await expect.poll(() => gate.open).toBe(0)
      await expect(reader?.read()).rejects.toThrow('stopped to take it')
    },
  )
})
