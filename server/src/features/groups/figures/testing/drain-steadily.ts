import type { Track } from '../track.ts'

/** What a watcher of a group saw, and when the group truly had read everything. */
export interface Drained {
  id: string
  doneAt: number
  samples: { at: number; commits: Track; ends: Track; lag: bigint; everyMs: number }[]
}

const SAMPLE_SECONDS = 10
/** Samples that a watcher keeps. */
const KEPT = 60
/** Seconds it would take without any noise. */
const LENGTH = 2_400

/**
 * Groups that read faster than records arrive, second by second: quick and slow ones, with noise in both rates, commits
 * every 1 to 60 s, records that arrive one by one or in bursts, and samples that are sometimes late. Always the same.
 */
export function drainSteadily(): Drained[] {
  const drained: Drained[] = []
  for (const perSecond of [20, 2_000]) {
    for (const arriving of [0, 0.8, 0.95]) {
      for (const commitSeconds of [1, 5, 30, 60]) {
        for (const noise of [0.05, 0.3]) {
          for (const burst of [1, 500]) {
            drained.push(drain({ perSecond, arriving, commitSeconds, noise, burst }, drained.length + 1))
          }
        }
      }
    }
  }
  return drained
}

interface Ways {
  perSecond: number
  /** Part of what is read that arrives meanwhile. */
  arriving: number
  commitSeconds: number
  noise: number
  burst: number
}

function drain(ways: Ways, seed: number): Drained {
  const { perSecond, arriving, commitSeconds, noise, burst } = ways
  const random = seeded(seed)
  const jitter = () => Math.max(0, 1 + noise * gauss(random))
  const seen = { at: [] as number[], commits: [] as bigint[], ends: [] as bigint[] }
  const samples: Drained['samples'] = []
  let end = Math.round(perSecond * (1 - arriving) * LENGTH) + 1_000
  let [position, committed, pending] = [0, 0, 0]
  let nextCommit = commitSeconds * random()
  let nextSample = 0
  for (let second = 0; ; second += 1) {
    pending += perSecond * arriving * jitter()
    const bursts = Math.floor(pending / burst)
    end += bursts * burst
    pending -= bursts * burst
    position = Math.min(end, position + perSecond * jitter())
    if (second >= nextCommit) {
      committed = Math.floor(position)
      nextCommit += commitSeconds
    }
    if (position >= end) return { id: JSON.stringify(ways), doneAt: second * 1000, samples }
    if (second < nextSample) continue
    nextSample = second + SAMPLE_SECONDS + (random() < 0.1 ? 3 : 0)
    seen.at = [...seen.at, second * 1000].slice(-KEPT)
    seen.commits = [...seen.commits, BigInt(committed)].slice(-KEPT)
    seen.ends = [...seen.ends, BigInt(end)].slice(-KEPT)
    samples.push({
      at: second * 1000,
      commits: { at: seen.at, offset: seen.commits },
      ends: { at: seen.at, offset: seen.ends },
      lag: BigInt(end - committed),
      everyMs: SAMPLE_SECONDS * 1000,
    })
  }
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
