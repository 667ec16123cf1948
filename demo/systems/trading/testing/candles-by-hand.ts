import type { Candle } from '../domain/candles.ts'
import type { Tick } from '../domain/tick.ts'

/** Candles of all these ticks, worked out with everything in sight: what the service's own are held against. */
export function candlesOf(ticks: readonly Tick[]): Candle[] {
  const seconds = Map.groupBy(ticks, ({ symbol, at }) => `${symbol} ${at - (at % 1_000)}`)
  return [...seconds].map(([name, inIt]) => {
    const inOrder = inIt.toSorted((a, b) => a.tradeId - b.tradeId)
    const prices = inOrder.map(({ price }) => price)
    const [symbol = '', from] = name.split(' ')
    return {
      symbol,
      from: Number(from),
      open: prices[0] ?? Number.NaN,
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1) ?? Number.NaN,
      volume: inOrder.reduce((sum, { size }) => sum + size, 0),
      trades: inOrder.length,
    }
  })
}
