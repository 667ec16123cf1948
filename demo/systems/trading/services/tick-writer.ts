import { setTimeout as sleep } from 'node:timers/promises'
import type { SteadyProducer } from '../../kafka/steady-producer.ts'
import type { Market } from '../domain/market.ts'
import { encodeTick } from '../domain/tick.ts'
import { SERVICES, TICKS } from '../service-table.ts'

const BEAT_MS = 100
/** After an outage the market goes on from now: nobody traded meanwhile. */
const LONGEST_BEAT_MS = 1_000

/** Ticks a second; whoever holds it may change it while the market runs. */
export interface Rate {
  perSecond: number
}

/** Writes what the market reports, ten times a second, until the signal. */
export async function writeTicks(
  market: Market,
  { producer, rate, signal }: { producer: SteadyProducer; rate: Rate; signal: AbortSignal },
): Promise<void> {
  const { headers } = SERVICES.trading
  let before = Date.now()
  try {
    while (!signal.aborted) {
      await sleep(BEAT_MS, undefined, { signal })
      const now = Date.now()
      const ticks = market.trade(Math.max(before, now - LONGEST_BEAT_MS), now, rate.perSecond)
      before = now
      if (ticks.length === 0) continue
      const messages = ticks.map((tick) => ({
        key: tick.symbol,
        value: encodeTick(tick),
        headers,
        timestamp: String(tick.at),
      }))
      await producer.write([{ topic: TICKS, messages }])
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
