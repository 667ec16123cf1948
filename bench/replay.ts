/**
 * A million records of 700 B re-published on one cluster: as they are and with provenance, beside Kafka's own
 * kafka-producer-perf-test in the same run; the server's memory and how soon it answers meanwhile; how true paces are kept
 * and how soon pause, resume and abort hold. Run: `node bench/replay.ts [--records 1000000] [--seconds 60]
 * [--only speed,pace,acts]` (Node 24) after a build; JSON, a line a part.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startBuiltServer } from './built-server.ts'
import { JobClient } from './replay/job-client.ts'
import { LogEnds } from './replay/log-ends.ts'
import { measureActs } from './replay/measure-acts.ts'
import { measurePaces } from './replay/measure-paces.ts'
import { measureSpeed } from './replay/measure-speed.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: 'speed,pace,acts' },
  },
})
const parts = values.only.split(',')

function tell(part: string, figures: object): void {
  const load = loadavg().map((one) => Number(one.toFixed(1)))
  process.stdout.write(`${JSON.stringify({ bench: 'replay', part, load, ...figures })}\n`)
}

const kafka = await startKafka()
const ends = new LogEnds(kafka.bootstrap)
const server = await startBuiltServer(kafka.bootstrap)
try {
  const on = { bootstrap: kafka.bootstrap, server, client: new JobClient(server.url), ends }
  const records = Number(values.records)
  const seconds = Number(values.seconds)
  if (parts.includes('speed')) tell('speed', { records, ...(await measureSpeed(on, records)) })
  if (parts.includes('acts')) tell('acts', await measureActs(on))
  if (parts.includes('pace')) tell('pace', { seconds, ...(await measurePaces(on, seconds)) })
} finally {
  server.stop()
  await ends.close()
  await kafka.stop()
}
