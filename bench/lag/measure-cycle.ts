/** One process that does nothing but cycles, so that its memory is theirs. Prints its figures as JSON. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCollector } from '../../server/src/features/groups/collector/collector.ts'
import type { KafkaGateway } from '../../server/src/kafka/gateway.ts'
import { createRealGateway } from '../../server/src/kafka/real/real-gateway.ts'
import { connectionTo } from './connection.ts'

const [brokers = '', runsText = '9'] = process.argv.slice(2)
const runs = Number(runsText)
/** Beyond every pace: each cycle reads every group. */
const BETWEEN_CYCLES_MS = 600_000
/** The collector’s own pace. */
const PACE_MS = 10_000
const PACED_RUNS = 5

let sent = 0
const gateway = createRealGateway({ ...connectionTo(brokers.split(',')), onRequest: () => void sent++ })
await gateway.listGroups()
await collectAll()
const before = process.memoryUsage()
let ahead = 0
const collector = createCollector(gateway, { now: () => Date.now() + ahead, requests: () => sent })
const delay = monitorEventLoopDelay({ resolution: 1 })
const first = await timed(async () => void (await collector.cycle()))
const phases = { first: collector.phases() }
// As in life: between two cycles V8 has time to clean up, which it has not where one follows the other.
let atPace = process.memoryUsage.rss()
for (let run = 0; run < PACED_RUNS; run += 1) {
  await sleep(PACE_MS)
  await oneCycle()
  atPace = Math.max(atPace, process.memoryUsage.rss())
}
delay.enable()
// Without the bare requests, whose answers are held all at once: the memory is that of cycles alone.
const times: Taken[] = []
for (let run = 0; run < runs; run += 1) times.push(await oneCycle())
delay.disable()
const peak = process.memoryUsage.rss()
await collectAll()
const kept = process.memoryUsage()
const { requests } = collector.health()
const beside: Taken[] = []
const bareTimes: Taken[] = []
await bare(gateway)
for (let run = 0; run < runs; run += 1) {
  beside.push(await oneCycle())
  bareTimes.push(await timed(async () => await bare(gateway)))
}
console.log(
  JSON.stringify({
    firstCycleMs: Math.round(first.ms),
    cycleMsMedian: Math.round(median(times, 'ms')),
    cycleMsMax: Math.round(Math.max(...times.map(({ ms }) => ms))),
    cycleCpuMsMedian: Math.round(median(times, 'cpuMs')),
    bareMsMedian: Math.round(median(bareTimes, 'ms')),
    bareCpuMsMedian: Math.round(median(bareTimes, 'cpuMs')),
    ofBare: Math.round((100 * median(beside, 'ms')) / median(bareTimes, 'ms')) / 100,
    requests,
    faults: collector.health().faults.length,
    rssGrowthAtPaceMB: Math.round((atPace - before.rss) / 1e6),
    rssGrowthMB: Math.round((peak - before.rss) / 1e6),
    keptMB: Math.round((kept.heapUsed + kept.external - before.heapUsed - before.external) / 1e6),
    loopMaxMs: Math.round(delay.max / 1e6),
    phases: { ...phases, last: collector.phases() },
  }),
)
collector.stop()
await gateway.close()

/** The same questions, with nothing done with the answers: what a cycle cannot go below. */
async function bare(from: KafkaGateway): Promise<void> {
  const [groups, topics] = await Promise.all([from.listGroups(), from.describeTopics()])
  const names = groups.flatMap((one) => (one.ok ? one.value.groups.map(({ group }) => group) : []))
  // The answers are read on demand.
  for (const one of await from.listGroupOffsets(names)) if (one.ok) void one.value.topics
  const places = topics.flatMap((one) =>
    one.ok && !one.value.internal
      ? one.value.partitions.map(({ partition }) => ({
          topic: one.value.name,
          partition,
          at: 'latest' as const,
        }))
      : [],
  )
  await Promise.all([
    from.listOffsets(places, { isolation: 'read_committed' }),
    from.listOffsets(places, { isolation: 'read_uncommitted' }),
  ])
}

interface Taken {
  ms: number
  /** Of this process: the same on a machine that is busy with other things. */
  cpuMs: number
}

async function timed(work: () => Promise<void>): Promise<Taken> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000 }
}

async function oneCycle(): Promise<Taken> {
  ahead += BETWEEN_CYCLES_MS
  await sleep(100)
  return await timed(async () => void (await collector.cycle()))
}

function median(all: readonly Taken[], of: keyof Taken): number {
  return all.map((one) => one[of]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
}

/** Buffers are let go of after the collection that found them. */
async function collectAll(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    collect()
    await sleep(50)
  }
}

function collect(): void {
  globalThis.gc?.()
}
