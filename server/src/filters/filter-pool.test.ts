import { afterEach, describe, expect, it } from 'vitest'
import { FilterFault } from './filter-fault.ts'
import { FILTER_LIMITS, type FilterLimits } from './filter-limits.ts'
import { FilterPool } from './filter-pool.ts'
import { VERDICT } from './record-judge.ts'
import type { Batch } from './record-pack.ts'

const URL_OF_WORKER = new URL('./filter-worker.ts', import.meta.url)
const going = new AbortController().signal
/** No end within any deadline: a list of a thousand, walked twice inside of itself, by a slow pattern. */
const ENDLESS = "value.n.all(x, value.n.all(y, !value.text.matches('(a|b|c)*[x-z]{3}' + string(x + y))))"
const BOMB = 'value.n.map(x, value.n.map(y, value.n + value.n)).size() > 0'
const heavy = { n: Array.from({ length: 2000 }, (_, n) => n), text: 'abc'.repeat(2000) }

let pool: FilterPool
afterEach(() => pool.close())

function start(limits: Partial<FilterLimits> = {}, now?: () => number): FilterPool {
  pool = new FilterPool(URL_OF_WORKER, { ...FILTER_LIMITS, workers: 1, ...limits }, now)
  return pool
}

function batchOf(...values: unknown[]): Batch {
  const records = values.map((value, index) => {
    const bytes = Buffer.from(JSON.stringify(value))
    return {
      record: {
        offset: BigInt(index),
        timestamp: 0n,
        key: null,
        value: bytes,
        headers: [],
        size: bytes.length,
      },
    }
  })
  return { topic: 'orders', partition: 0, records }
}

async function verdictsOf(source: string, batch: Batch): Promise<number[]> {
  const filter = pool.open(source)
  try {
    return [...(await filter.judge(batch, going)).verdicts]
  } finally {
    filter.close()
  }
}

describe('FilterPool', () => {
  it('judges in a thread, of which there is none before and after', async () => {
    start({ idleMs: 20 })
    const filter = pool.open('value.a > 1')
    expect(pool.threads).toBe(0)
    const batch = batchOf({ a: 1 }, { a: 2 }, { b: 3 })
    expect([...(await filter.judge(batch, going)).verdicts]).toEqual([
      VERDICT.miss,
      VERDICT.hit,
      VERDICT.error,
    ])
    expect(batch.records[1]?.record.value?.toString()).toBe('{"a":2}')
    expect(pool.threads).toBe(1)
    await expect.poll(() => pool.threads).toBe(0)
    expect([...(await filter.judge(batch, going)).verdicts]).toEqual([0, 1, 2])
  })

  it('ends what does not come back, soon after its deadline, and nothing else', async () => {
    start({ deadlineMs: 300 })
    expect(await verdictsOf('value.a > 1', batchOf({ a: 2 }))).toEqual([VERDICT.hit])
    const endless = pool.open(ENDLESS)
    const started = performance.now()
    const failed = endless.judge(batchOf(heavy), going)
    const others = Array.from(
      { length: 10 },
      async () => await verdictsOf('value.a > 1', batchOf({ a: 2 }, { a: 0 })),
    )
    await expect(failed).rejects.toMatchObject({
      code: 'FILTER_TIMEOUT',
      message: expect.stringContaining('300 ms'),
    })
    // It would go on for minutes; the clock goes by computing time, and what others take of the machine is not its own.
    expect(performance.now() - started).toBeLessThan(15_000)
    for (const verdicts of await Promise.all(others)) expect(verdicts).toEqual([VERDICT.hit, VERDICT.miss])
    await expect(endless.judge(batchOf({ n: [] }), going)).rejects.toMatchObject({ code: 'FILTER_TIMEOUT' })
  })

  it('survives an expression that takes all memory, and grows little by it', async () => {
    start({ deadlineMs: 20_000, heapMb: 48 })
    await verdictsOf('value.a > 1', batchOf({ a: 2 }))
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 10)
    await expect(verdictsOf(BOMB, batchOf(heavy))).rejects.toMatchObject({
      code: 'FILTER_TIMEOUT',
      message: expect.stringContaining('48 MB'),
    })
    clearInterval(watch)
    expect(peak - before).toBeLessThan(150e6)
    expect(await verdictsOf('value.a > 1', batchOf({ a: 2 }))).toEqual([VERDICT.hit])
  })

  it('refuses an expression that was ended three times within a minute, for a while', async () => {
    let now = 0
    start({ deadlineMs: 30 }, () => now)
    for (let strike = 0; strike < 3; strike += 1) {
      await expect(verdictsOf(ENDLESS, batchOf(heavy))).rejects.toMatchObject({ code: 'FILTER_TIMEOUT' })
      now += 1000
    }
    expect(() => pool.open(ENDLESS)).toThrow(expect.objectContaining({ code: 'FILTER_REFUSED' }))
    expect(() => pool.open(ENDLESS)).toThrow('try it again in 57 s')
    pool.open('value.a > 1').close()
    now += 57_000
    pool.open(ENDLESS).close()
  })

  it('says that others kept it waiting, rather than wait for ever', async () => {
    start({ deadlineMs: 2000, queueMs: 50 })
    await verdictsOf('value.a > 1', batchOf({ a: 2 }))
    const endless = pool.open(ENDLESS)
    const first = [endless.judge(batchOf(heavy), going), endless.judge(batchOf(heavy), going)]
    for (const promise of first) promise.catch(() => {})
    await expect(verdictsOf('value.a > 1', batchOf({ a: 2 }))).rejects.toMatchObject({ code: 'FILTER_BUSY' })
  })

  it('lets go at once when the search is over', async () => {
    start()
    const stop = new AbortController()
    const answer = pool.open(ENDLESS).judge(batchOf(heavy), stop.signal)
    stop.abort(new Error('gone'))
    await expect(answer).rejects.toThrow('gone')
  })

  it('goes on with other expressions after JSON that is nested without end', async () => {
    start()
    const deep: Batch = batchOf(1)
    const bytes = Buffer.from(`{"a":${'['.repeat(500_000)}`)
    for (const { record } of deep.records) record.value = bytes
    expect(await verdictsOf('value.a == 1', deep)).toEqual([VERDICT.error])
    expect(await verdictsOf('value.a == 1', batchOf({ a: 1 }))).toEqual([VERDICT.hit])
  })

  it.each([
    'timestamp.__proto__',
    "[timestamp, 1][0]['__proto__']",
    'cel.__proto__',
    "duration('1s').__proto__",
  ])('gives out no prototype of the host: %s', async (source) => {
    start()
    const read = verdictsOf(`${source} == null || ${source} != null`, batchOf(1))
    expect(await read.catch((error: unknown) => error instanceof FilterFault && error.code)).toSatisfy(
      (said: unknown) => said === 'FILTER_INVALID' || (Array.isArray(said) && said[0] === VERDICT.error),
    )
  })

  it('rejects what waits when the server ends', async () => {
    start()
    const answer = pool.open(ENDLESS).judge(batchOf(heavy), going)
    pool.close()
    await expect(answer).rejects.toBeInstanceOf(FilterFault)
    expect(pool.threads).toBe(0)
  })
})

describe('FilterPool.openChange', () => {
  it('evaluates in a thread what a filter could not be, and ends what takes too long', async () => {
    start({ deadlineMs: 300 })
    const change = pool.openChange('{"b": value.a}')
    const { bytes, bounds, failures } = await change.evaluate(batchOf({ a: 1 }, { c: 2 }), going)
    expect(Buffer.from(bytes).toString('utf8', bounds[0], bounds[1])).toBe('{"b":1}')
    expect(bounds[2]).toBe(-1)
    expect(failures).toEqual([{ index: 1, message: 'value.a is not there.' }])
    change.close()
    const endless = pool.openChange(ENDLESS)
    await expect(endless.evaluate(batchOf(heavy), going)).rejects.toMatchObject({ code: 'FILTER_TIMEOUT' })
  })
})
