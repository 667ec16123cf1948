import type { GroupReads } from '#kafka/groups.ts'
import { type AskLimits, askShares } from './ask-places.ts'
import type { GroupRecord } from './group-record.ts'
import type { PlacesRead } from './places-read.ts'

/** So long a cycle waits for what it has asked itself: mostly Kafka takes some milliseconds. */
const GRACE_MS = 250

/**
 * Where share groups stand, asked beside the cycles: Kafka may take seconds to tell, and no other group is to wait for
 * that. What is told later is taken over by the cycle that finds it there.
 */
export class ShareLane {
  #told = new Map<string, PlacesRead>()
  #running: Promise<void> | null = null
  #failure: unknown = null

  /** Asks for these, unless an answer is still awaited, and tells what is there by now; `whole` waits for all of it. */
  async read(
    gateway: Pick<GroupReads, 'listShareOffsets'>,
    records: readonly GroupRecord[],
    options: AskLimits & { whole: boolean },
  ): Promise<Map<string, PlacesRead>> {
    if (options.whole) await this.#running
    const waiting = records.filter(({ group }) => !this.#told.has(group))
    if (this.#running === null && waiting.length > 0) {
      this.#running = this.#ask(gateway, waiting, options)
      await (options.whole ? this.#running : within(this.#running, GRACE_MS))
    }
    if (this.#failure !== null) {
      const failure = this.#failure
      this.#failure = null
      throw failure
    }
    const told = this.#told
    this.#told = new Map()
    return told
  }

  /** Never rejects: nobody may be waiting for it. */
  async #ask(
    gateway: Pick<GroupReads, 'listShareOffsets'>,
    records: readonly GroupRecord[],
    options: AskLimits,
  ): Promise<void> {
    try {
      for (const [group, places] of await askShares(gateway, records, options)) this.#told.set(group, places)
    } catch (error) {
      this.#failure = error
    } finally {
      this.#running = null
    }
  }
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
