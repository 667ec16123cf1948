import { describe, expect, it } from 'vitest'
import { AppError } from '#http/app-error.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { WriteFault } from '#kafka/write-faults.ts'
import { WriteOnce } from './write-once.ts'

const counting = (outcome: () => Promise<string> = async () => 'written') => {
  const write = async () => {
    write.times += 1
    return await outcome()
  }
  write.times = 0
  return write
}

describe('an idempotency key', () => {
  it('makes a double submit one write, while it is under way and afterwards', async () => {
    const writes = new WriteOnce<string>()
    const write = counting(async () => await new Promise((resolve) => setTimeout(resolve, 20, 'written')))
    const both = await Promise.all([writes.run('k', 'r', write), writes.run('k', 'r', write)])
    expect(both).toEqual([
      { answer: 'written', replayed: false },
      { answer: 'written', replayed: true },
    ])
    expect(await writes.run('k', 'r', write)).toEqual({ answer: 'written', replayed: true })
    expect(write.times).toBe(1)
  })

  it('is refused for another write', async () => {
    const writes = new WriteOnce<string>()
    await writes.run('k', 'r', counting())
    await expect(writes.run('k', 'other', counting())).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  })

  it.each<[string, Error, number]>([
    ['that was refused', new WriteFault('RECORD_REFUSED', 'no', { written: 'no' }), 2],
    ['that never left', new KafkaFault('CLUSTER_UNREACHABLE', 'no'), 2],
    ['that did not fit', new AppError('BAD_REQUEST', 'no'), 2],
    ['of unknown end', new WriteFault('WRITE_UNKNOWN', 'who knows', { written: 'unknown' }), 1],
    ['that failed in a way nobody foresaw', new TypeError('defect'), 1],
  ])('of a write %s is free again only where nothing can be in the log', async (_, error, times) => {
    const writes = new WriteOnce<string>()
    const write = counting(() => Promise.reject(error))
    await expect(writes.run('k', 'r', write)).rejects.toBe(error)
    await expect(writes.run('k', 'r', write)).rejects.toBe(error)
    expect(write.times).toBe(times)
  })

  it('is kept for a while and in bounded number; what is under way is never dropped', async () => {
    let now = 0
    const writes = new WriteOnce<string>({ max: 3, keepMs: 100, now: () => now })
    const write = counting()
    for (const key of ['a', 'b', 'c', 'd']) await writes.run(key, 'r', write)
    expect((await writes.run('d', 'r', write)).replayed).toBe(true)
    expect((await writes.run('a', 'r', write)).replayed).toBe(false)
    now = 101
    expect((await writes.run('d', 'r', write)).replayed).toBe(false)
    now = 300
    const endings: (() => void)[] = []
    const slow = () => new Promise<string>((resolve) => endings.push(() => resolve('late')))
    const waiting = ['x', 'y', 'z'].map((key) => writes.run(key, 'r', slow))
    await expect(writes.run('one more', 'r', write)).rejects.toMatchObject({ code: 'TOO_MANY_STREAMS' })
    for (const end of endings) end()
    await Promise.all(waiting)
    expect((await writes.run('one more', 'r', write)).replayed).toBe(false)
  })
})
