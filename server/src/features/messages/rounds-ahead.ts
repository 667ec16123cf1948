import type { Lane } from './lane.ts'
import type { ScanContext } from './scan-context.ts'
import { isSifted, siftChunks } from './sift/sift-chunks.ts'

/** One round is read while the next is fetched. */
const READ_AND_FETCHED = 2
/** With threads that sift, as many more are with them. */
const SIFTED = 2

/** How many rounds a search may hold at once: their shares of the buffer are as much smaller. */
export function roundsHeld({ answers, sifter, check }: ScanContext): number {
  const sifts = answers !== null && sifter !== null && (check?.traces ?? []).length > 0
  return sifts ? READ_AND_FETCHED + SIFTED : READ_AND_FETCHED
}

interface RoundOptions {
  /** Asks once for more of lanes that may be asked now. */
  fetch: () => Promise<void>
  /** So many rounds come first before any is fetched ahead; from then on one more with each. */
  alone: number
}

interface Round {
  /** Those it brought a chunk of. */
  lanes: Lane[]
  /** Whether there is something for threads to do. */
  compressed: boolean
  sifted: Promise<void>
}

/**
 * Fetches round by round, ahead of whoever reads them, and has each sifted as soon as it is there: so that the broker,
 * the threads that sift and this thread work side by side. Rounds are read in the order they were fetched in.
 */
export class RoundsAhead {
  readonly #ctx: ScanContext
  readonly #lanes: readonly Lane[]
  readonly #options: RoundOptions
  readonly #most: number
  readonly #rounds: Promise<Round>[] = []
  /** The round that was begun last: the next one asks for what follows it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(ctx: ScanContext, lanes: readonly Lane[], options: RoundOptions) {
    this.#ctx = ctx
    this.#lanes = lanes
    this.#options = options
    this.#most = roundsHeld(ctx)
  }

  /** Lanes with a chunk to be read, one each; none where a round brought nothing. */
  async next(): Promise<readonly Lane[]> {
    const { lanes, compressed, sifted } = await (this.#rounds.shift() ?? this.#begin())
    const answers = this.#lanes.reduce((most, lane) => Math.max(most, lane.answers), 0)
    const ahead = Math.min(answers - this.#options.alone, (compressed ? this.#most : READ_AND_FETCHED) - 1)
    while (this.#rounds.length < ahead) this.#rounds.push(this.#begin())
    await sifted
    return lanes
  }

  #begin(): Promise<Round> {
    const round = this.#last.then(() => this.#arrive())
    // A failure is met when its turn comes; until then it must not count as unhandled.
    round.catch(() => {})
    this.#last = round
    return round
  }

  async #arrive(): Promise<Round> {
    const answersOf = new Map(this.#lanes.map((lane) => [lane, lane.answers]))
    await this.#options.fetch()
    const lanes = this.#lanes.filter((lane) => lane.answers !== answersOf.get(lane))
    const chunks = lanes.flatMap((lane) => lane.chunks.at(-1) ?? [])
    const compressed = chunks.some(({ batches }) => batches.some(isSifted))
    const sifted = siftChunks(this.#ctx, chunks)
    sifted.catch(() => {})
    return { lanes, compressed, sifted }
  }
}
