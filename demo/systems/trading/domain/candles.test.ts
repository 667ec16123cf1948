import { describe, expect, it } from 'vitest'
import { candlesOf } from '../testing/candles-by-hand.ts'
import { type Candle, CandleMaker } from './candles.ts'
import { Market } from './market.ts'
import type { Tick } from './tick.ts'

const T0 = Date.UTC(2026, 10, 22, 9)
let ids = 0

function tick(afterMs: number, price: number, more: Partial<Tick> = {}): Tick {
  ids += 1
  return { symbol: 'HNBT', price, size: 1, side: 'buy', tradeId: ids, at: T0 + afterMs, ...more }
}

function takeAll(maker: CandleMaker, ticks: readonly Tick[], from = 0n): Candle[] {
  return ticks.flatMap((one, at) => maker.take(from + BigInt(at), one))
}

describe('candles of a partition', () => {
  it('come half a second of trading after their second, each second of each symbol once', () => {
    const maker = new CandleMaker(null)
    expect(
      takeAll(maker, [tick(0, 10), tick(999, 12, { symbol: 'BORA', size: 7 }), tick(1_499, 11)]),
    ).toEqual([])
    expect(maker.take(3n, tick(1_500, 11))).toEqual([
      { symbol: 'HNBT', from: T0, open: 10, high: 10, low: 10, close: 10, volume: 1, trades: 1 },
      { symbol: 'BORA', from: T0, open: 12, high: 12, low: 12, close: 12, volume: 7, trades: 1 },
    ])
    expect(maker.take(4n, tick(1_900, 11))).toEqual([])
  })

  it('open with the first trade and close with the last, in whatever order they were reported', () => {
    const maker = new CandleMaker(null)
    const early = tick(100, 20)
    const alsoEarly = tick(100, 21)
    const last = tick(900, 5)
    const ticks = [tick(500, 30), last, alsoEarly, early, tick(1_200, 1), tick(800, 40), tick(1_600, 1)]
    expect(takeAll(maker, ticks)).toEqual([
      { symbol: 'HNBT', from: T0, open: 20, high: 40, low: 5, close: 5, volume: 5, trades: 5 },
    ])
    expect(maker.late).toBe(0)
  })

  it('leave out and count a trade reported when its candle is written', () => {
    const maker = new CandleMaker(null)
    takeAll(maker, [tick(0, 10), tick(1_500, 11)])
    expect(maker.take(2n, tick(999, 99))).toEqual([])
    expect(maker.late).toBe(1)
    expect(maker.take(3n, tick(2_600, 1))).toMatchObject([{ from: T0 + 1_000, high: 11, trades: 1 }])
  })

  it('count a tick that is read again once', () => {
    const maker = new CandleMaker(null)
    takeAll(maker, [tick(0, 10, { size: 3 }), tick(10, 10)])
    maker.take(1n, tick(10, 10))
    expect(maker.take(2n, tick(1_500, 1))).toMatchObject([{ volume: 4, trades: 2 }])
  })

  it('pass over what is no tick', () => {
    const maker = new CandleMaker(null)
    expect(maker.take(0n, null)).toEqual([])
    expect(maker.place()).toMatchObject({ offset: 1n })
  })

  it('are not made of the half second in which a log begins that has lost its start', () => {
    const maker = new CandleMaker(null)
    const ticks = [tick(700, 10), tick(1_100, 11), tick(600, 12), tick(2_500, 13)]
    expect(takeAll(maker, ticks, 40n)).toMatchObject([{ from: T0 + 1_000, trades: 1 }])
    expect(maker.late).toBe(0)
  })

  it('are the same for a market read at once, and for one handed over again and again', () => {
    const market = new Market(3)
    const ticks = Array.from({ length: 60 }, (_, at) => market.trade(T0 + at * 100, T0 + at * 100 + 100, 800))
    const log = ticks.flat()
    expect(log.some(({ at }, place) => at < (log[place - 1]?.at ?? 0))).toBe(true)
    const whole = new CandleMaker(null)
    const candles = takeAll(whole, log)
    expect(whole.late).toBe(0)
    expect(candles.length).toBeGreaterThan(100)
    const last = Math.max(...candles.map(({ from }) => from))
    expect(sorted(candles)).toEqual(sorted(candlesOf(log).filter(({ from }) => from <= last)))

    const handedOver: Candle[] = []
    let maker = new CandleMaker(null)
    for (let read = 0; read < log.length; ) {
      const until = read + 37
      for (; read < until && log[read]; read += 1)
        handedOver.push(...maker.take(BigInt(read), log[read] ?? null))
      const place = maker.place()
      expect(maker.late).toBe(0)
      if (read >= log.length || !place) break
      maker = new CandleMaker(place.progress)
      for (let again = Number(place.offset); again < read; again += 1)
        expect(maker.take(BigInt(again), log[again] ?? null)).toEqual([])
    }
    expect(handedOver).toEqual(candles)
  })
})

function sorted(candles: readonly Candle[]): Candle[] {
  return candles.toSorted((a, b) => a.from - b.from || (a.symbol < b.symbol ? -1 : 1))
}
