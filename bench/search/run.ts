import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One reading of a topic. */
export interface Run {
  ms: number
  /** As they came from the broker. */
  bytes: number
  records?: number
  hits?: number
  firstHitMs?: number | null
}

export interface WatchedRun extends Run {
  rssGrowthMB: number
  loopP99Ms: number
  loopMaxMs: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
let baseline: number | null = null

/** A run with what it cost this process: memory on top of what was there before the first, and delays of the event loop. */
export async function watched(run: () => Promise<Run>): Promise<WatchedRun> {
  // What the run before left is freed by other threads, and must not count for this one.
  collect()
  await sleep(200)
  baseline ??= process.memoryUsage.rss()
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const result = await run()
  delay.disable()
  clearInterval(timer)
  const [rssGrowthMB, loopP99Ms, loopMaxMs] = [
    Math.max(0, Math.round((peak - baseline) / 1e6)),
    tenths(delay.percentile(99)),
    tenths(delay.max),
  ]
  return { ...result, rssGrowthMB, loopP99Ms, loopMaxMs }
}

function tenths(nanoseconds: number): number {
  return Math.round(nanoseconds / 1e5) / 10
}

/** The run of middle length, with its rates; `ceilingMs` is what it is held against. */
export function middle(runs: readonly Run[], messages: number, ceilingMs: number | null = null) {
  const run = runs.toSorted((a, b) => a.ms - b.ms)[Math.floor(runs.length / 2)]
  if (run === undefined) return null
  return {
    ...run,
    ms: Math.round(run.ms),
    mbPerS: Math.round(run.bytes / run.ms / 1000),
    recordsPerS: Math.round((messages / run.ms) * 1000),
    ...(ceilingMs !== null && { ofCeiling: ratio(ceilingMs, run.ms) }),
  }
}

export function ratio(part: number, whole: number): number {
  return Math.round((100 * part) / whole) / 100
}

export function medianMs(runs: readonly Run[]): number {
  return runs.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN
}
