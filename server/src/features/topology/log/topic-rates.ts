import type { TopicRate } from '../graph/graph-input.ts'

/** End offsets of a topic's partitions at one time; null where one is not known. */
export type TopicEnds = ReadonlyMap<number, bigint | null>

interface Sample {
  at: number
  /** Messages since the sample before; null: not known. */
  messages: number | null
  ms: number
}

interface Track {
  ends: TopicEnds
  at: number
  samples: Sample[]
}

/** What a rate is taken over: a minute, and longer for a topic of few messages, so that it does not flicker. */
const NOW_MS = 60_000
const NOW_MAX_MS = 5 * 60_000
const FEW = 20
/** A quarter of an hour; there may be ten thousand topics. */
const SAMPLES_MAX = 60
const UNKNOWN: TopicRate = { messages: null, bytes: null, trend: [] }

/** How much is written to each topic, from how its ends move. */
export class TopicRates {
  readonly #tracks = new Map<string, Track>()

  add(at: number, ends: ReadonlyMap<string, TopicEnds>): void {
    for (const topic of this.#tracks.keys()) if (!ends.has(topic)) this.#tracks.delete(topic)
    for (const [topic, now] of ends) {
      const track = this.#tracks.get(topic)
      if (track === undefined) {
        this.#tracks.set(topic, { ends: now, at, samples: [] })
        continue
      }
      const ms = Math.max(0, at - track.at)
      // Where the clock was set back, nobody knows how long it took.
      track.samples.push({ at, ms, messages: ms === 0 ? null : moved(track.ends, now) })
      if (track.samples.length > SAMPLES_MAX) track.samples.shift()
      track.ends = now
      track.at = at
    }
  }

  /** As of the last sample; bytes are known to the census, not here. */
  rate(topic: string): TopicRate {
    const samples = this.#tracks.get(topic)?.samples ?? []
    if (samples.length === 0) return UNKNOWN
    return {
      messages: meanOf(recentOf(samples)),
      bytes: null,
      trend: samples.map((one) => meanOf([one])),
    }
  }

  /** Of each topic, over the time after `from` and up to `to`. */
  between(from: number, to: number): Map<string, number | null> {
    return new Map(
      [...this.#tracks].flatMap(([topic, { samples }]) => {
        const some = samples.filter(({ at }) => at > from && at <= to)
        return some.length === 0 ? [] : [[topic, meanOf(some)] as const]
      }),
    )
  }
}

/** Ends never go back but where a topic was made anew; then nothing is known of the time between. */
function moved(before: TopicEnds, now: TopicEnds): number | null {
  let messages = 0n
  for (const [partition, end] of now) {
    const last = before.get(partition)
    // A partition that was added begins empty.
    const from = last === undefined && before.size > 0 ? 0n : last
    if (end === null || from == null || end < from) return null
    messages += end - from
  }
  return Number(messages)
}

/** The last of them: what was written before, such as a backlog at the start, is no rate of now. */
function recentOf(samples: readonly Sample[]): Sample[] {
  const recent: Sample[] = []
  let [ms, messages] = [0, 0]
  for (const sample of samples.toReversed()) {
    if (ms >= NOW_MAX_MS || (ms >= NOW_MS && messages >= FEW)) break
    recent.push(sample)
    ms += sample.ms
    messages += sample.messages ?? 0
  }
  return recent
}

function meanOf(samples: readonly Sample[]): number | null {
  let [messages, ms] = [0, 0]
  for (const sample of samples) {
    if (sample.messages === null) continue
    messages += sample.messages
    ms += sample.ms
  }
  return ms === 0 ? null : (messages * 1000) / ms
}
