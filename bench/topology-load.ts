/**
 * What looking for who writes and reads costs: bytes fetched a second on a cluster that writes more than the budget, and
 * how long a cycle of the lag collector takes beside it. Arguments: topics, groups, rows a group, kilobytes written a second:
 * `node bench/topology-load.ts 1000 2000 50 2000` (Node 24). JSON on stdout.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { createRealWriter } from '../server/src/kafka/real/real-writer.ts'
import { connectionTo } from './lag/connection.ts'
import { fillGroups, topicName } from './lag/fill-groups.ts'

const [topics = 1_000, groups = 2_000, rowsAGroup = 50, kilobytes = 2_000] = process.argv.slice(2).map(Number)
const PARTITIONS = 3
const EVERY_MS = 100
const VALUE_BYTES = 1_000
const RECORDS_A_BATCH = 10

const kafka = await startKafka()
const ending = new AbortController()
try {
  await fillGroups(kafka.bootstrap, { groups, topics, partitions: PARTITIONS, rowsAGroup })
  const written = writeSteadily(kafka.bootstrap)
  // Where measuring fails first, that is what is to be said.
  written.catch(() => {})
  const script = fileURLToPath(new URL('./topology/measure-load.ts', import.meta.url))
  const child = spawn(process.execPath, ['--max-semi-space-size=8', script, kafka.bootstrap.join(',')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close')
  ending.abort()
  if (code !== 0) throw new Error(`measuring ended with code ${code}`)
  const size = { topics, partitions: topics * PARTITIONS, groups, rows: groups * rowsAGroup }
  const load = loadavg()[0]?.toFixed(1)
  const { bytesPerSecond } = await written
  console.log(
    JSON.stringify({
      bench: 'topology-load',
      load,
      ...size,
      writtenBytesPerSecond: bytesPerSecond,
      ...JSON.parse(said),
    }),
  )
} finally {
  ending.abort()
  await kafka.stop()
}

/** To all partitions in turn, until it is ended. */
async function writeSteadily(bootstrap: readonly string[]): Promise<{ bytesPerSecond: number }> {
  const writer = createRealWriter(connectionTo(bootstrap))
  const value = Buffer.alloc(VALUE_BYTES, 'sluice ')
  const batchesATurn = Math.ceil((kilobytes * EVERY_MS) / VALUE_BYTES / RECORDS_A_BATCH)
  const began = performance.now()
  let [place, batches] = [0, 0]
  try {
    while (!ending.signal.aborted) {
      const due = Math.floor((performance.now() - began) / EVERY_MS) * batchesATurn
      if (batches >= due) {
        await sleep(EVERY_MS / 4)
        continue
      }
      const timestamp = BigInt(Date.now())
      const outcomes = await writer.produce(
        Array.from({ length: batchesATurn }, () => {
          const [topic, partition] = [topicName(Math.floor(place / PARTITIONS) % topics), place % PARTITIONS]
          place += 1
          const records = Array.from({ length: RECORDS_A_BATCH }, (_, at) => {
            return { timestamp, key: Buffer.from(`key-${place}-${at}`), value, headers: [] }
          })
          return { topic, partition, records }
        }),
      )
      for (const outcome of outcomes) if (!outcome.ok) throw outcome.fault
      batches += outcomes.length
    }
  } finally {
    await writer.close()
  }
  const seconds = (performance.now() - began) / 1_000
  return { bytesPerSecond: Math.round((batches * RECORDS_A_BATCH * VALUE_BYTES) / seconds) }
}
