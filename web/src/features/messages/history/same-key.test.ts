import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesPayload, sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { smallLog } from '../small-log.fixture.ts'
import { findSameKey, soughtKey } from './same-key.ts'

const never = new AbortController().signal
const search = (offset: number, by: 1 | -1) => ({
  topic: 'orders',
  partition: 0,
  offset: `${offset}`,
  key: { data: 'k', encoding: 'utf8', partitions: 'likely' } as const,
  isolation: 'read_committed' as const,
  by,
})

describe('soughtKey', () => {
  it('is the whole key byte for byte, or the reason why there is none to look for', () => {
    expect(soughtKey({ key: textPayload('a') })).toMatchObject({ data: 'a', encoding: 'utf8' })
    expect(soughtKey({ key: bytesPayload([255]) })).toMatchObject({ data: '/w==', encoding: 'base64' })
    expect(soughtKey({ key: textPayload('') })).toMatchObject({ data: '' })
    expect(soughtKey(sampleMessage())).toBe('none')
    expect(soughtKey({ key: { ...textPayload('a'), truncated: true } })).toBe('long')
    expect(soughtKey({ key: textPayload('a'.repeat(4097)) })).toBe('long')
  })
})

describe('findSameKey', () => {
  it('finds the nearest with the key on either side, whatever the gaps and however pages are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(30_000), fc.constantFrom('k', 'other')), { maxLength: 40 }),
        fc.nat(30_000),
        fc.nat(2000),
        fc.integer({ min: 700, max: 20_000 }),
        async (records, at, logStart, pageOffsets) => {
          const log = new Map(records)
          const { open } = smallLog(log, { logStart, logEnd: 30_001, pageOffsets })
          const hits = [...log].flatMap(([offset, key]) =>
            key === 'k' && offset >= logStart ? [offset] : [],
          )
          const after = hits.filter((offset) => offset > at).sort((a, b) => a - b)[0]
          const before = hits.filter((offset) => offset < at).sort((a, b) => b - a)[0]
          const next = await findSameKey(open, search(at, 1), never)
          const previous = await findSameKey(open, search(at, -1), never)
          expect([next?.offset, previous?.offset]).toEqual([
            after === undefined ? undefined : `${after}`,
            before === undefined ? undefined : `${before}`,
          ])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('takes the last of very many before the record', async () => {
    const log = new Map(Array.from({ length: 9000 }, (_, offset) => [offset, 'k'] as const))
    const found = await findSameKey(smallLog(log, { logEnd: 9000 }).open, search(8999, -1), never)
    expect(found?.offset).toBe('8998')
  })

  it('reads little where the one before is near, and tells how far it has looked where it is not', async () => {
    const far = smallLog(new Map([[5, 'k']]), { logEnd: 1_000_000 })
    const told: [bigint, bigint][] = []
    const seen = (done: bigint, total: bigint) => told.push([done, total])
    expect((await findSameKey(far.open, search(100_000, -1), never, seen))?.offset).toBe('5')
    expect(told[0]).toEqual([4096n, 100_000n])
    const near = smallLog(new Map([[99_990, 'k']]), { logEnd: 1_000_000 })
    await findSameKey(near.open, search(100_000, -1), never)
    expect(near.offsetsRead()).toBeLessThanOrEqual(4096)
  })
})
