import { describe, expect, it } from 'vitest'
import { GRACE_MS } from './candles.ts'
import { INSTRUMENTS } from './instruments.ts'
import { Market, REPORTED_WITHIN_MS } from './market.ts'
import { decodeTick, encodeTick, type Tick } from './tick.ts'

const T0 = Date.UTC(2026, 10, 22, 9)

function run(market: Market, seconds: number, rate: number): Tick[] {
  return Array.from({ length: seconds * 10 }, (_, at) =>
    market.trade(T0 + at * 100, T0 + at * 100 + 100, rate),
  ).flat()
}

describe('market', () => {
  const ticks = run(new Market(1), 60, 500)

  it('is the same for the same seed', () => {
    expect(run(new Market(1), 60, 500)).toEqual(ticks)
    expect(run(new Market(2), 60, 500)).not.toEqual(ticks)
  })

  it('lists fifty instruments and trades all of them, few much and many little, at the rate asked for', () => {
    expect(new Set(INSTRUMENTS.map(({ symbol }) => symbol)).size).toBe(50)
    const bySymbol = Map.groupBy(ticks, ({ symbol }) => symbol)
    expect(bySymbol.size).toBe(50)
    const counts = [...bySymbol.values()].map((all) => all.length).sort((a, b) => b - a)
    expect(counts[0]).toBeGreaterThan((counts[49] ?? 0) * 5)
    expect(ticks.length / 60).toBeGreaterThan(470)
    expect(ticks.length / 60).toBeLessThan(530)
  })

  it('numbers every trade in the order in which they were made', () => {
    const byTime = ticks.toSorted((a, b) => a.tradeId - b.tradeId)
    expect(new Set(ticks.map(({ tradeId }) => tradeId)).size).toBe(ticks.length)
    for (const [place, { at }] of byTime.entries())
      expect(at).toBeGreaterThanOrEqual(byTime[place - 1]?.at ?? 0)
    expect(Number.isSafeInteger(byTime.at(-1)?.tradeId)).toBe(true)
  })

  it('reports some trades late, but before their candle is written', () => {
    let newest = 0
    const late = ticks.flatMap(({ at }) => {
      newest = Math.max(newest, at)
      return newest > at ? [newest - at] : []
    })
    expect(late.length).toBeGreaterThan(50)
    expect(Math.max(...late)).toBeLessThanOrEqual(REPORTED_WITHIN_MS)
    expect(REPORTED_WITHIN_MS).toBeLessThan(GRACE_MS)
  })

  it('lets every price move a little, in steps of its own', () => {
    for (const { symbol, price, currency } of INSTRUMENTS) {
      const prices = ticks.filter((tick) => tick.symbol === symbol).map((tick) => tick.price)
      for (const one of prices) {
        expect(Math.abs(one / price - 1)).toBeLessThan(0.1)
        expect(Number.isInteger(currency === 'KRW' ? one / 10 : Math.round(one * 10_000) / 500)).toBe(true)
      }
      expect(new Set(prices).size).toBeGreaterThan(1)
    }
  })
})

describe('a tick on the wire', () => {
  const tick: Tick = { symbol: 'GAON', price: 92_310, size: 4, side: 'sell', tradeId: 9, at: T0 + 7 }

  it('is read as it was written', () => {
    expect(decodeTick(Buffer.from(encodeTick(tick)))).toEqual(tick)
  })

  it.each([
    '',
    '{"symbol":"GAON"',
    'null',
    '[]',
    encodeTick(tick).replace('sell', 'gift'),
    encodeTick(tick).replace('2026', 'MMXX'),
  ])('is not %j', (text) => {
    expect(decodeTick(Buffer.from(text))).toBeNull()
  })
})
