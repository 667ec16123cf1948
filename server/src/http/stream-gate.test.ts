import { describe, expect, it } from 'vitest'
import { StreamGate } from './stream-gate.ts'

const PLANS = { name: 'plans', max: 2 }
const { signal } = new AbortController()

describe('work that has places of its own', () => {
  it('is refused in words where all are taken, and has one again when some work ended, well or not', async () => {
    const gate = new StreamGate()
    const ends = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    const [first, second] = ends.map(({ promise }) => gate.run(signal, PLANS, () => promise))
    await expect(gate.run(signal, PLANS, async () => 'third')).rejects.toMatchObject({
      code: 'TOO_MANY_STREAMS',
      message: expect.stringContaining('2 plans are under way'),
    })
    expect(await gate.run(signal, { name: 'others', max: 1 }, async () => 'other')).toBe('other')
    ends[0]?.resolve('done')
    expect(await first).toBe('done')
    expect(await gate.run(signal, PLANS, async () => 'third')).toBe('third')
    ends[1]?.reject(new Error('no'))
    await expect(second).rejects.toThrow('no')
    expect(gate.open).toBe(0)
  })

  it('hears of a caller who leaves, and says of an end by shutdown that it was one', async () => {
    const gate = new StreamGate()
    const caller = new AbortController()
    const untilEnd = (ended: AbortSignal) =>
      new Promise<never>((_, reject) => ended.addEventListener('abort', () => reject(ended.reason)))
    const left = gate.run(caller.signal, PLANS, untilEnd)
    caller.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    const ended = gate.run(signal, PLANS, untilEnd)
    gate.endAll()
    await expect(ended).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
  })
})
