import { setTimeout as sleep } from 'node:timers/promises'
import { DAY } from '../domain/day-rhythm.ts'
import { step } from '../domain/patrons.ts'
import type { WallTime } from '../domain/rental-desk.ts'
import type { Publisher } from '../kafka/publisher.ts'
import type { LibraryWorld } from '../library-world.ts'

const TICK_MS = 300
/** After an outage library time goes on from where it stood: nobody queued outside. */
const LONGEST_TICK_MS = 1_000
const DAY_LASTS_MS = 240_000
/** What a day of four minutes comes to, all services together. */
const RATE_OF_THAT_DAY = 10

/** Lets library time run and serves whoever comes, until the signal. `rate` is events a second, all services together. */
export async function keepCounter(
  world: Pick<LibraryWorld, 'patrons' | 'desk'>,
  { publisher, rate, signal }: { publisher: Publisher; rate: number; signal: AbortSignal },
): Promise<void> {
  const speed = (DAY / DAY_LASTS_MS) * (rate / RATE_OF_THAT_DAY)
  let before = Date.now()
  try {
    while (!signal.aborted) {
      await sleep(TICK_MS, undefined, { signal })
      const now = Date.now()
      const until = world.patrons.clock + Math.min(now - before, LONGEST_TICK_MS) * speed
      before = now
      const wallTime: WallTime = (libraryTime) => Math.round(now - (until - libraryTime) / speed)
      const { patrons, visits } = step(world.patrons, until)
      world.patrons = patrons
      const records = visits.flatMap((visit) => world.desk.visit(visit, wallTime))
      if (records.length > 0) await publisher.publish(records)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
