import type { Tick } from './tick.ts'

export const CANDLE_MS = 1_000
/** How long after the end of a second its candle waits for trades reported late, in time of the trades themselves. */
export const GRACE_MS = 500

export interface Candle {
  symbol: string
  /** Start of its second, in epoch milliseconds. */
  from: number
  open: number
  high: number
  low: number
  close: number
  volume: number
  trades: number
}

/** Up to where a partition's candles are made: committed with the offset, so that whoever takes it over goes on exactly. */
export interface Progress {
  /** No candle of a second before this one is still to come. */
  closedBefore: number
  /** Every tick before this offset has been counted once. */
  readTo: bigint
}

interface Growing {
  candle: Candle
  openedBy: Tick
  closedBy: Tick
}

interface Second {
  /** Where reading must begin again to see all of it. */
  firstOffset: bigint
  bySymbol: Map<string, Growing>
}

/**
 * The candles of one partition. The clock is the newest trade seen there, not the computer's: a reader that is behind makes
 * the same candles as one that is not.
 */
export class CandleMaker {
  readonly #resumedAt: bigint | null
  #open = new Map<number, Second>()
  #closedBefore: number
  /** Nothing before it is missed: the log begins in the midst of that. */
  #wantedFrom = Number.NEGATIVE_INFINITY
  #next: bigint | null = null
  #late = 0

  constructor(resumed: Progress | null) {
    this.#resumedAt = resumed?.readTo ?? null
    this.#closedBefore = resumed?.closedBefore ?? Number.NEGATIVE_INFINITY
  }

  /** Ticks that came after their candle, and are in none. */
  get late(): number {
    return this.#late
  }

  /** Counts a tick, once however often it is read; null stands for a record that is no tick. Returns what is now complete. */
  take(offset: bigint, tick: Tick | null): Candle[] {
    if (this.#next !== null && offset < this.#next) return []
    const first = this.#next === null
    this.#next = offset + 1n
    if (!tick) return []
    const from = secondOf(tick.at)
    // A log that has lost its beginning may hold half a second only: no candle is made of that.
    if (first && this.#resumedAt === null && offset > 0n) {
      this.#wantedFrom = from + CANDLE_MS
      this.#closedBefore = this.#wantedFrom
    }
    if (from >= this.#closedBefore) this.#add(from, offset, tick)
    else if (from >= this.#wantedFrom && offset >= (this.#resumedAt ?? 0n)) this.#late += 1
    return this.#closeBefore(secondOf(tick.at - GRACE_MS))
  }

  /** Where to go on: from `offset` with this progress, everything that is still open is made again. Null before any record. */
  place(): { offset: bigint; progress: Progress } | null {
    if (this.#next === null) return null
    // Seconds stand in the order in which they were first seen: the first of them begins earliest.
    const [earliest] = this.#open.values()
    const offset = earliest?.firstOffset ?? this.#next
    return { offset, progress: { closedBefore: this.#closedBefore, readTo: this.#next } }
  }

  #add(from: number, offset: bigint, tick: Tick): void {
    const second = this.#open.get(from) ?? { firstOffset: offset, bySymbol: new Map<string, Growing>() }
    this.#open.set(from, second)
    const growing = second.bySymbol.get(tick.symbol)
    second.bySymbol.set(tick.symbol, growing ? grow(growing, tick) : begin(from, tick))
  }

  #closeBefore(second: number): Candle[] {
    if (second <= this.#closedBefore) return []
    this.#closedBefore = second
    const done = [...this.#open.keys()].filter((from) => from < second).sort((a, b) => a - b)
    return done.flatMap((from) => {
      const { bySymbol } = this.#open.get(from) ?? { bySymbol: new Map<string, Growing>() }
      this.#open.delete(from)
      return [...bySymbol.values()].map(({ candle }) => candle)
    })
  }
}

function secondOf(at: number): number {
  return Math.floor(at / CANDLE_MS) * CANDLE_MS
}

function begin(from: number, tick: Tick): Growing {
  const { symbol, price, size } = tick
  const candle = { symbol, from, open: price, high: price, low: price, close: price, volume: size, trades: 1 }
  return { candle, openedBy: tick, closedBy: tick }
}

/** Open and close belong to the first and the last trade of the second, in whatever order they were reported. */
function grow({ candle, openedBy, closedBy }: Growing, tick: Tick): Growing {
  const opens = isBefore(tick, openedBy)
  const closes = isBefore(closedBy, tick)
  return {
    candle: {
      ...candle,
      open: opens ? tick.price : candle.open,
      high: Math.max(candle.high, tick.price),
      low: Math.min(candle.low, tick.price),
      close: closes ? tick.price : candle.close,
      volume: candle.volume + tick.size,
      trades: candle.trades + 1,
    },
    openedBy: opens ? tick : openedBy,
    closedBy: closes ? tick : closedBy,
  }
}

function isBefore(one: Tick, other: Tick): boolean {
  return one.at === other.at ? one.tradeId < other.tradeId : one.at < other.at
}
