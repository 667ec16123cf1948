import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerPool } from './answer-pool.ts'
import { createScanner } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const MIB = 1024 * 1024

describe('memory for answers', () => {
  it('serves again once every reader of an answer is done, and what they kept is then empty, not another answer', () => {
    const pool = new AnswerPool(() => 8 * MIB)
    const first = pool.take(100).fill(1)
    const [left, right] = [first.subarray(0, 50), first.subarray(50)]
    pool.hold(left)
    pool.hold(right)
    pool.release(left)
    expect(right[0]).toBe(1)
    expect(pool.take(100).buffer).not.toBe(first.buffer)
    pool.release(right)
    expect([first.length, left.length, right.length]).toEqual([0, 0, 0])
    expect(pool.take(100)[0]).toBe(1)
  })

  it('leaves memory alone that is not its own', () => {
    const pool = new AnswerPool(() => 8 * MIB)
    const foreign = Buffer.alloc(100, 7)
    pool.hold(foreign)
    pool.release(foreign)
    expect(foreign.length).toBe(100)
  })

  it('keeps no more than it may, and nothing once closed', () => {
    const pool = new AnswerPool(() => 2 * MIB)
    const answers = [pool.take(MIB), pool.take(2 * MIB), pool.take(3 * MIB)]
    for (const answer of answers) pool.hold(answer)
    for (const answer of answers) pool.release(answer)
    expect(answers.map(({ length }) => length)).toEqual([0, 0, 0])
    const late = pool.take(100)
    pool.hold(late)
    pool.close()
    pool.release(late)
    expect(late.length).toBe(0)
  })

  it('never gives two answers that are read at once the same bytes', () => {
    const step = fc.record({ size: fc.integer({ min: 1, max: 3 * MIB }), done: fc.nat({ max: 3 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const pool = new AnswerPool(() => 4 * MIB)
        const reading: { bytes: Buffer; mark: number }[] = []
        for (const [mark, { size, done }] of steps.entries()) {
          const bytes = pool.take(size)
          expect(bytes.length).toBe(size)
          bytes[0] = mark
          bytes[size - 1] = mark
          pool.hold(bytes)
          reading.push({ bytes, mark })
          for (const { bytes: ended } of reading.splice(0, done)) pool.release(ended)
          for (const one of reading) expect([one.bytes[0], one.bytes.at(-1)]).toEqual([one.mark, one.mark])
        }
      }),
      { numRuns: 50 },
    )
  })

  it('is used again by a search whose finds go out later, and they stay what they were', async () => {
    const gateway = ordersAt([[], [], []])
    for (let at = 0; at < 40; at += 1) {
      for (const partition of [0, 1, 2]) gateway.append(ORDERS, partition, recordsAt(upTo(50)))
    }
    const taken: Buffer[] = []
    let answers = 0
    const watched = {
      ...gateway,
      fetch: (...[requests, options]: Parameters<typeof gateway.fetch>) => {
        answers += 1
        const { memory } = options
        if (memory === undefined) throw new Error('The search gave no memory')
        const take = (bytes: number) => {
          const place = memory.take(bytes)
          taken.push(place)
          return place
        }
        return gateway.fetch(requests, { ...options, memory: { take } })
      },
    }
    const limits = { fetchBytes: 4_000, firstFetchBytes: 2_000, flushRows: 7 }
    const request = { topic: ORDERS, from: { oldest: true as const }, limit: 10_000 }
    const all = await createScanner(gateway, limits).page(request)
    const found = await createScanner(watched, limits).page({ ...request, filter: { text: 'at 7' } })
    expect(answers).toBeGreaterThan(5)
    expect(found.rows.length).toBe(120)
    expect(taken.filter(({ length }) => length > 0).length).toBeLessThanOrEqual(1)
    const known = new Map(all.rows.map((row) => [`${row.partition}/${row.offset}`, row]))
    for (const row of found.rows) expect(row).toEqual(known.get(`${row.partition}/${row.offset}`))
  })
})
