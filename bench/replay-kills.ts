/**
 * Does a replay keep what it promises when Sluice is killed? Jobs run on a real Kafka, the server is killed (-9) at random
 * points and started again, and each job goes on as a person would let it. At its end kcat counts what is in the target.
 * Run: `node bench/replay-kills.ts [--kills 50] [--broker] [--records 24000] [--guarantee exactly-once,…]` (Node 24) after
 * `npm run build`; needs kcat. `--broker`: it is the broker that is killed. JSON, a line a guarantee.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { GUARANTEES, type Guarantee } from '../shared/src/replay.ts'
import { ENDED_STATES, type ReplayJob } from '../shared/src/replay-job.ts'
import { type BuiltServer, startBuiltServer } from './built-server.ts'
import { fillWithRecords } from './replay/fill.ts'
import { JobClient } from './replay/job-client.ts'
import { readSources } from './replay/read-sources.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    broker: { type: 'boolean', default: false },
    records: { type: 'string', default: '24000' },
    guarantee: { type: 'string', default: GUARANTEES.join(',') },
  },
})
const KILLS = Number(values.kills)
const RECORDS = Number(values.records)
const SOURCE = 'bench.kills'
const PARTITIONS = 4
const KILLS_A_JOB = values.broker ? 2 : 5
/** So slow that a job lasts through its kills, so fast that each meets much under way. */
const PER_SECOND = RECORDS / 4
/** Longer than a job waits for a broker before it asks a person. */
const AWAY_MS = 40_000
/** From the start to a kill, at random in between. */
const ALIVE_MS = { least: 30, most: 900 }

const kafka = await startKafka()
const folder = mkdtempSync(join(tmpdir(), 'sluice-kills-'))
const start = () => startBuiltServer(kafka.bootstrap, ['--data-dir', folder])
let server: BuiltServer | null = null
try {
  await fillWithRecords(kafka.bootstrap, {
    topic: SOURCE,
    partitions: PARTITIONS,
    records: RECORDS,
    bytes: 600,
  })
  server = await start()
  const client = new JobClient(server.url)
  for (const guarantee of values.guarantee.split(',') as Guarantee[]) {
    const sum = {
      kills: 0,
      jobs: 0,
      missing: 0,
      duplicates: 0,
      reported: 0,
      unreported: 0,
      inFlightMax: 0,
      resumes: 0,
    }
    while (sum.kills < KILLS) {
      const target = `${SOURCE}.${guarantee}.${sum.jobs}`
      const { id } = await client.start(specOf(guarantee, target))
      let killed = 0
      while (killed < KILLS_A_JOB && sum.kills + killed < KILLS) {
        await sleep(ALIVE_MS.least + Math.random() * (ALIVE_MS.most - ALIVE_MS.least))
        if (ENDED_STATES.includes((await client.job(id)).state)) break
        killed += 1
        if (values.broker) {
          await killBroker(client, id, sum.kills + killed)
          continue
        }
        process.kill(server.pid, 'SIGKILL')
        server = await start()
        client.url = server.url
        await client.until(id, ['interrupted'])
        await client.act(id, 'resume')
      }
      const job = await client.through(id)
      const told = await judge(job, target)
      sum.jobs += 1
      sum.kills += killed
      sum.missing += told.missing
      sum.duplicates += told.duplicates
      sum.reported += told.reported
      sum.unreported += Math.abs(told.duplicates - told.reported)
      sum.resumes += job.resumed.length
      sum.inFlightMax = Math.max(sum.inFlightMax, told.inFlightMax)
      process.stderr.write(`${JSON.stringify({ guarantee, id, killed, ...told })}\n`)
    }
    const load = loadavg()[0]?.toFixed(1)
    process.stdout.write(
      `${JSON.stringify({ bench: 'replay-kills', killed: values.broker ? 'broker' : 'server', guarantee, records: RECORDS, load, ...sum })}\n`,
    )
  }
} finally {
  if (server !== null) process.kill(server.pid, 'SIGKILL')
  await kafka.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** The only broker there is goes as by a power cut, and comes back: at once and, by turns, when a job has lost patience. */
async function killBroker(client: JobClient, id: string, time: number): Promise<void> {
  const [node] = kafka.nodes
  if (node === undefined) throw new Error('there is no broker')
  await node.kill9()
  await sleep(time % 2 === 1 ? 0 : AWAY_MS)
  await node.restart()
  await client.until(id, ['running', 'paused', ...ENDED_STATES])
}

function specOf(guarantee: Guarantee, target: string) {
  return {
    source: { topics: [SOURCE] },
    target: { kind: 'sandbox' as const, topics: [{ source: SOURCE, target }] },
    pace: { by: 'rate' as const, recordsPerSecond: PER_SECOND, bytesPerSecond: null },
    guarantee,
  }
}

/** What is there against what should be, and what the job says of it. */
async function judge(job: ReplayJob, target: string) {
  const found = await readSources(kafka.bootstrap, target)
  let duplicates = 0
  for (const count of found.values()) duplicates += count - 1
  const sumOf = (of: (one: ReplayJob['resumed'][number]) => string | null) =>
    job.resumed.reduce((sum, one) => sum + Number(of(one) ?? Number.NaN), 0)
  return {
    missing: RECORDS - found.size,
    duplicates,
    reported: sumOf(({ duplicates: told }) => told),
    inFlightMax: Math.max(0, ...job.resumed.map(({ inFlight }) => Number(inFlight ?? Number.NaN))),
    written: Number(job.written),
  }
}
