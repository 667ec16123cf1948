/** One process as the server is: cycles of the lag collector, with evidence collected beside them and without, by turns. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createCollector } from '../../server/src/features/groups/collector/collector.ts'
import { choosePartitionsOf } from '../../server/src/features/messages/key/partitioners.ts'
import { CollectRunner } from '../../server/src/features/topology/collect/collect-runner.ts'
import { createCollectors } from '../../server/src/features/topology/collect/create-collectors.ts'
import type { EvidenceCollector } from '../../server/src/features/topology/evidence.ts'
import { EvidenceLog } from '../../server/src/features/topology/log/evidence-log.ts'
import { TopicWatch } from '../../server/src/features/topology/log/topic-watch.ts'
import { createRealGateway } from '../../server/src/kafka/real/real-gateway.ts'
import { connectionTo } from '../lag/connection.ts'

const [brokers = ''] = process.argv.slice(2)
const BUDGET = 1_000_000
const WATCHED_MS = 60_000
const ROUNDS = 6
const CYCLES_A_ROUND = 5
/** Beyond every pace: each cycle reads every group. */
const BETWEEN_CYCLES_MS = 600_000
const PAUSE_MS = 500
const SETTLE_MS = 1_500

let ahead = 0
let sent = 0
const connection = connectionTo(brokers.split(','))
const gateway = createRealGateway({ ...connection, onRequest: () => void sent++ })
const apart = createRealGateway(connection)
const board = createCollector(gateway, { now: () => Date.now() + ahead, requests: () => sent })
const log = new EvidenceLog({ now: Date.now })
let open: Promise<void> = Promise.resolve()
let letGo = (): void => {}
const failures: string[] = []
const runner = new CollectRunner({
  ...{ cluster: 'bench', gateway: apart, board },
  collectors: createCollectors({
    withBoard: true,
    budgetBytes: BUDGET,
    identityHeaders: () => [],
    choosePartitions: choosePartitionsOf,
  }).map(gated),
  sink: (source, run) => {
    if (run.ok) log.add(source, run.collected.observations)
  },
  onError: (source, error) => void failures.push(`${source}: ${error}`),
})
const topics = new TopicWatch({
  ...{ gateway: apart, now: Date.now, onRead: () => {} },
  onError: (error) => void failures.push(`${error}`),
})

await board.cycle()
runner.start()
topics.start()
await sleep(WATCHED_MS)
const statuses = runner.statuses()
const fetched = statuses.reduce((sum, { bytesPerSecond }) => sum + (bytesPerSecond ?? 0), 0)
const coverage = statuses.find(({ source }) => source === 'census')?.coverage ?? null
const times = { on: [] as number[], off: [] as number[] }
for (let round = 0; round < ROUNDS; round += 1)
  for (const way of round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
    if (way === 'off') close()
    else letGo()
    await sleep(SETTLE_MS)
    for (let cycle = 0; cycle < CYCLES_A_ROUND; cycle += 1) times[way].push(await oneCycle())
    letGo()
  }
const [on, off] = [median(times.on), median(times.off)]
console.log(
  JSON.stringify({
    fetchedBytesPerSecond: fetched,
    bySource: Object.fromEntries(statuses.map((one) => [one.source, one.bytesPerSecond])),
    coverage,
    cycles: times.on.length,
    cycleMsOn: Math.round(on),
    cycleMsOff: Math.round(off),
    slowerPercent: Math.round((1_000 * (on - off)) / off) / 10,
    failures: failures.length,
  }),
)
topics.stop()
letGo()
await runner.stop()
board.stop()
await Promise.all([gateway.close(), apart.close()])

function close(): void {
  open = new Promise((resolve) => {
    letGo = resolve
  })
}

/** What is not let go of waits, and knows afterwards what it knew. */
function gated(collector: EvidenceCollector): EvidenceCollector {
  const { source, everyMs, deadlineMs } = collector
  return {
    ...{ source, everyMs, deadlineMs },
    collect: async (context, signal) => {
      await open
      return await collector.collect(context, signal)
    },
  }
}

async function oneCycle(): Promise<number> {
  ahead += BETWEEN_CYCLES_MS
  await sleep(PAUSE_MS)
  const began = performance.now()
  await board.cycle()
  return performance.now() - began
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
}
