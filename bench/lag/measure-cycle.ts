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

const gateway = createRealGateway(connectionTo(brokers.split(',')))
await bare(gateway)
collect()
const before = process.memoryUsage.rss()
let ahead = 0
const collector = createCollector(gateway, { now: () => Date.now() + ahead })
const delay = monitorEventLoopDelay({ resolution: 1 })
const firstMs = await timed(async () => void (await collector.cycle()))
const phases = { first: collector.phases() }
const times: number[] = []
const bareTimes: number[] = []
delay.enable()
for (let run = 0; run < runs; run += 1) {
  ahead += BETWEEN_CYCLES_MS
  await sleep(100)
  times.push(await timed(async () => void (await collector.cycle())))
  bareTimes.push(await timed(async () => void (await bare(gateway))))
}
delay.disable()
const peak = process.memoryUsage.rss()
const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
console.log(
  JSON.stringify({
    firstCycleMs: firstMs,
    cycleMsMedian: median(times),
    cycleMsMax: Math.max(...times),
    bareMsMedian: median(bareTimes),
    ofBare: Math.round((100 * median(times)) / median(bareTimes)) / 100,
    requests: collector.health().requests,
    faults: collector.health().faults.length,
    rssGrowthMB: Math.round((peak - before) / 1e6),
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
  await from.listGroupOffsets(names)
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

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return Math.round(performance.now() - started)
}

function collect(): void {
  globalThis.gc?.()
}
