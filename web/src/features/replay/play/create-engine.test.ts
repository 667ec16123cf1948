import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlayRange } from './play-range.ts'
import { drivenEngine, nameOf } from './testing/driven-engine.ts'
import { type LogTimes, modelLog, placedLog } from './testing/model-log.ts'

const range = (from: number, to: number): PlayRange => ({ span: { from, to }, bounds: null, histogram: null })
const names = (log: LogTimes, from = 0, to = Number.POSITIVE_INFINITY) =>
  placedLog(log)
    .filter(({ at }) => at >= from && at < to)
    .map(({ partition, offset }) => `${partition}:${offset}`)

const logs = fc.array(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 40 }), {
  minLength: 1,
  maxLength: 4,
})

describe('createEngine', () => {
  it('plays every event from a time on once, in the order of the log’s time', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 30 }),
        async (log, from, pageRows) => {
          const { open } = modelLog(log, { pageRows })
          const { engine, run, played } = drivenEngine({ open, range: range(0, 3001), at: from, speed: 10 })
          engine.play()
          await run(150)
          expect(engine.snapshot().phase).toBe('ended')
          expect(played).toEqual(names(log, from))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('holds the same events after any jumps, before and behind the clock', async () => {
    const jumps = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(logs, jumps, async (log, targets) => {
        const { open } = modelLog(log, { pageRows: 9 })
        const limits = { events: 50, bytes: 1e9 }
        const { engine, run } = drivenEngine({ open, range: range(0, 3001), limits })
        for (const target of targets) {
          engine.seek(target)
          await run(25)
          const { from, to } = engine.snapshot().loaded
          expect(engine.now()).toBe(target)
          expect(engine.between(from - 1, to - 1).map(nameOf)).toEqual(names(log, from, to))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('steps through the events of one moment one by one, on and back, across what is held', async () => {
    const log = [
      [10, 10, 10, 500],
      [10, 900],
    ]
    const { engine, run } = drivenEngine({ open: modelLog(log).open, range: range(0, 1000), at: 400 })
    await run(10)
    const current = () => {
      const event = engine.snapshot().current
      return event && nameOf(event)
    }
    const seen: (string | null)[] = [current()]
    for (const by of [-1, -1, -1, -1, 1, 1, 1, 1, 1] as const) {
      engine.step(by)
      await run(6)
      seen.push(current())
    }
    expect(seen).toEqual(['1:0', '0:2', '0:1', '0:0', null, '0:0', '0:1', '0:2', '1:0', '0:3'])
  })

  it('waits where events are on their way, and never shows a time beyond them', async () => {
    const log = [Array.from({ length: 1000 }, (_, at) => at * 10)]
    const { open, fail } = modelLog(log, { pageRows: 20 })
    const { engine, run, played } = drivenEngine({ open, range: range(0, 10_001), speed: 1000 })
    await run(2)
    fail(new Error('The broker is gone'))
    engine.play()
    await run(20)
    const { phase, loaded, fault } = engine.snapshot()
    expect(fault).toMatchObject({ message: 'The broker is gone' })
    expect(phase).toBe('waiting')
    expect(engine.now()).toBeLessThan(loaded.to)
    fail(null)
    engine.retry()
    await run(200)
    expect(engine.snapshot().phase).toBe('ended')
    expect(played).toEqual(names(log))
  })

  it('passes over pauses, but never over one that may still get an event', async () => {
    const log = [[0, 1000, 3_600_000]]
    const { engine, run, played } = drivenEngine({
      open: modelLog(log).open,
      range: range(0, 3_600_001),
      skipMs: 2000,
    })
    engine.play()
    await run(150)
    expect(engine.snapshot().phase).toBe('ended')
    expect(played).toEqual(['0:0', '0:1', '0:2'])
  })

  it('stands at a certain event of a moment after a jump to it', async () => {
    const log = [[10, 700, 700, 700], [700]]
    const { engine, run } = drivenEngine({ open: modelLog(log).open, range: range(0, 1000) })
    engine.seekEvent({ at: 700, message: { topic: 'orders', partition: 0, offset: '2' } })
    await run(10)
    const { current, phase } = engine.snapshot()
    expect(current && nameOf(current)).toBe('0:2')
    expect(phase).toBe('paused')
    engine.step(1)
    await run(2)
    const next = engine.snapshot().current
    expect(next && nameOf(next)).toBe('0:3')
  })

  it('stands behind the events of the moment that a link names, which the one who sent it had seen', async () => {
    const open = modelLog([[10, 700, 700, 900]]).open
    const { engine, run, played } = drivenEngine({ open, range: range(0, 1000), at: 700, passed: true })
    await run(10)
    const { current, phase } = engine.snapshot()
    expect(current && nameOf(current)).toBe('0:2')
    expect(phase).toBe('paused')
    engine.play()
    await run(30)
    expect(played).toEqual(['0:3'])
  })

  it('plays again from the start once it has ended', async () => {
    const { engine, run, played } = drivenEngine({ open: modelLog([[1, 2]]).open, range: range(0, 3) })
    engine.play()
    await run(10)
    expect(engine.snapshot().phase).toBe('ended')
    engine.play()
    await run(10)
    expect(played).toEqual(['0:0', '0:1', '0:0', '0:1'])
  })
})
