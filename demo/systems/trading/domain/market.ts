import { Random } from '../../random.ts'
import { INSTRUMENTS, type Instrument } from './instruments.ts'
import type { Tick } from './tick.ts'

/** How long a venue may take to report a trade: less than a candle waits for it. */
export const REPORTED_WITHIN_MS = 300
const LATE_SHARE = 0.01
/** A trade id is its millisecond and a count: below 2^53 for another century. */
const IDS_A_MS = 4_096
const STEP_SPREAD = 0.0003
/** How strongly a price is drawn to where it began, so that it is still one after weeks. */
const PULL = 0.000002

interface Listing {
  instrument: Instrument
  /** In ticks of the instrument: whole, so that no price is a sum of rounding errors. */
  steps: number
  home: number
  /** Share of all trades in this one and those before it. */
  upTo: number
}

interface Reported {
  tick: Tick
  reportedAt: number
}

/** A seeded market of fifty instruments. Few are busy and many quiet, and one trade in a hundred is reported late. */
export class Market {
  readonly #random: Random
  readonly #listings: Listing[]
  #unreported: Reported[] = []
  #lastId = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
    const weights = INSTRUMENTS.map((_, rank) => 1 / (rank + 4))
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    let upTo = 0
    this.#listings = INSTRUMENTS.map((instrument, rank) => {
      upTo += (weights[rank] ?? 0) / all
      const steps = Math.round((instrument.price * 100) / instrument.tickHundredths)
      return { instrument, steps, home: steps, upTo }
    })
  }

  /** Trades between two moments at `rate` a second, as they are reported: each once, by the time of its report. */
  trade(from: number, until: number, rate: number): Tick[] {
    const arrivals = rate / 1_000
    for (let at = from + this.#random.gap(arrivals); at < until; at += this.#random.gap(arrivals)) {
      const late = this.#random.chance(LATE_SHARE) ? this.#random.between(50, REPORTED_WITHIN_MS) : 0
      this.#unreported.push({ tick: this.#tickAt(Math.floor(at)), reportedAt: at + late })
    }
    const due = this.#unreported.filter(({ reportedAt }) => reportedAt < until)
    this.#unreported = this.#unreported.filter(({ reportedAt }) => reportedAt >= until)
    return due.sort((a, b) => a.reportedAt - b.reportedAt).map(({ tick }) => tick)
  }

  #tickAt(at: number): Tick {
    const draw = this.#random.next()
    const listing = this.#listings.find(({ upTo }) => draw < upTo) ?? this.#listings[0]
    if (!listing) throw new Error('a market without instruments')
    const { instrument } = listing
    const spread = (this.#random.next() + this.#random.next() - 1) * listing.steps * STEP_SPREAD
    const drift = spread + (listing.home - listing.steps) * PULL
    listing.steps = Math.max(1, listing.steps + Math.floor(drift + this.#random.next()))
    this.#lastId = Math.max(this.#lastId + 1, at * IDS_A_MS)
    return {
      symbol: instrument.symbol,
      price: (listing.steps * instrument.tickHundredths) / 100,
      size: 1 + Math.floor(this.#random.gap(0.08)),
      side: this.#random.chance(0.5) ? 'buy' : 'sell',
      tradeId: this.#lastId,
      at,
    }
  }
}
