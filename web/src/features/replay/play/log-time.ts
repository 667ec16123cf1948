import type { Message } from '@sluice/shared/messages'
import type { PlayEvent } from '#lib/play-engine.ts'

/** Year 10 000: what is later is written in another unit than milliseconds. */
const LATEST_MS = 253_402_300_800_000

/**
 * Places messages on a clock by the log's time: the latest time of their partition so far. It never goes back, in a
 * partition nor in a scan by time, and it is what brokers' time indexes go by: what stands before the first offset of a
 * time has a place before that time, wherever the reading began.
 */
export class LogTime {
  readonly #latest = new Map<string, number>()
  #reached = Number.NEGATIVE_INFINITY

  /** Null where neither the message nor one before it in its partition has a usable time. */
  place(message: Message): PlayEvent | null {
    const lane = `${message.topic}/${message.partition}`
    const own = usableTime(message)
    const latest = this.#latest.get(lane)
    if (own === null && latest === undefined) return null
    const known = Math.max(own ?? Number.NEGATIVE_INFINITY, latest ?? Number.NEGATIVE_INFINITY)
    this.#latest.set(lane, known)
    // Times in other units are left out above, and the merge had sorted by them: nothing may come out before its time.
    const at = Math.max(known, this.#reached)
    this.#reached = at
    return { message, at, lateMs: own === null ? 0 : at - own }
  }
}

function usableTime({ timestamp }: Message): number | null {
  if (typeof timestamp !== 'number') return null
  return timestamp >= 0 && timestamp < LATEST_MS ? timestamp : null
}
