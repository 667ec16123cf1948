import { describe, expect, it } from 'vitest'
import { smallLog } from '../small-log.fixture.ts'
import { aroundLines, readAbove, readBelow } from './neighbours.ts'

const never = new AbortController().signal
const place = { topic: 'orders', partition: 0 }
const keysAt = (...offsets: number[]) => new Map(offsets.map((offset) => [offset, 'k'] as const))
const words = (stretches: Parameters<typeof aroundLines>[0]) =>
  aroundLines(stretches).map((line) =>
    line.kind === 'gap'
      ? `${line.from}-${line.to}`
      : `${line.neighbour.message.offset}${line.neighbour.hidden ? ` ${line.neighbour.hidden}` : ''}`,
  )

describe('the records around another', () => {
  it('stand in offset order with the holes between them', async () => {
    const { open } = smallLog(keysAt(2, 3, 7, 8, 9, 12), { logStart: 1, logEnd: 14 })
    const below = await readBelow(open, place, 8n, 3, never)
    const above = await readAbove(open, place, 8n, 3, never)
    expect(words([below, above])).toEqual(['1-1', '2', '3', '4-6', '7', '8', '9', '10-11', '12'])
    expect(words([await readAbove(open, place, 13n, 3, never)])).toEqual(['13-13'])
  })

  it('are found behind a wide hole, and end at the start of the log', async () => {
    const { open } = smallLog(keysAt(4, 20_000), { logStart: 3, logEnd: 30_000 })
    const below = await readBelow(open, place, 20_000n, 5, never)
    expect([below.from, below.logStart]).toEqual([3n, 3n])
    expect(words([below])).toEqual(['3-3', '4', '5-19999'])
    expect(words([await readBelow(open, place, 3n, 5, never)])).toEqual([])
  })

  it('of an offset that is not written yet are the last of the log', async () => {
    const { open, requests } = smallLog(keysAt(0, 1, 2), { logEnd: 3 })
    const below = await readBelow(open, place, 2n ** 62n, 2, never)
    const above = await readAbove(open, place, 2n ** 62n, 2, never)
    expect(words([below, above])).toEqual(['1', '2'])
    expect(requests).toHaveLength(3)
  })

  it('say which of them a committed reader does not see, and why', async () => {
    const options = { logEnd: 6, lastStable: 4, aborted: new Set([1, 5]) }
    const { open } = smallLog(keysAt(0, 1, 2, 4, 5), options)
    expect(words([await readAbove(open, place, 0n, 10, never)])).toEqual([
      '0',
      '1 aborted',
      '2',
      '3-3',
      '4 open',
      '5 open',
    ])
  })

  it('are read once where no transaction is near', async () => {
    const { open, requests } = smallLog(keysAt(0, 1, 2), { logEnd: 3 })
    await readAbove(open, place, 0n, 10, never)
    expect(requests).toHaveLength(1)
  })
})
