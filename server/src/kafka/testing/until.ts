import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'

/** Asks again until the answer is as wanted; fails with the last answer when that takes too long. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    if (performance.now() > end)
      throw new Error(`Still ${inspect(answer, { depth: 6 })} after ${withinMs} ms`)
    await sleep(200)
  }
}
