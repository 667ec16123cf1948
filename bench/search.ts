/**
 * How fast a message is found among a million of about 700 bytes, beside fetching them and doing nothing, decompressing
 * them and doing nothing, and kcat | grep where kcat is installed.
 * Run: `node bench/search.ts [messages] [codec,codec…]` (Node 24); JSON on stdout, a line a codec on stderr.
 * MB/s count bytes as they come from the broker. Fetching is measured twice: as a search does it (`rawFetchOwn`), and by
 * the client library as it comes (`rawFetchLibrary`). The ceiling is the slower of our fetching and decompressing, each alone.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import type { KafkaGateway } from '../server/src/kafka/gateway.ts'
import { createRealGateway } from '../server/src/kafka/real/real-gateway.ts'
import { connectionTo } from '../server/src/kafka/testing/connection-to.ts'
import { fillTopic, writeEvents } from './search/events.ts'
import { alone, fetchOnly } from './search/fetching.ts'
import { kcatGrep } from './search/kcat.ts'
import { medianMs, middle, type Run, ratio, type WatchedRun, watched } from './search/run.ts'
import { closeFilters, SEARCHES, searchAll, searchNewest } from './search/searching.ts'

const MESSAGES = Number(process.argv[2] ?? 1_200_000)
const CODECS = (process.argv[3] ?? 'none,lz4,snappy,zstd,gzip').split(',')
const PARTITIONS = 6
const ROUNDS = 5
const folder = mkdtempSync(join(tmpdir(), 'sluice-search-'))

async function measure(bootstrap: string[], gateway: KafkaGateway, codec: string) {
  const topic = `bench.${codec}`
  await fillTopic(bootstrap, folder, { topic, partitions: PARTITIONS, messages: MESSAGES, codec })
  const [broker = ''] = bootstrap
  const raw: WatchedRun[] = []
  const library: Run[] = []
  const opened: Run[] = []
  const kcat: Run[] = []
  const searches = Object.entries(SEARCHES).map(([name, what]) => ({ name, what, runs: [] as WatchedRun[] }))
  await watched(() => fetchOnly(gateway, topic, PARTITIONS))
  for (const { what } of searches) await searchAll(gateway, topic, what)
  // Side by side, so that whatever else the machine does meets all of them alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    const fetched = await watched(() => fetchOnly(gateway, topic, PARTITIONS))
    raw.push(fetched)
    library.push(await alone('library', broker, topic, PARTITIONS))
    if (codec !== 'none') opened.push(await alone('decompression', broker, topic, PARTITIONS))
    for (const { what, runs } of searches) runs.push(await watched(() => searchAll(gateway, topic, what)))
    const grep = round % 2 === 0 ? await kcatGrep(bootstrap, topic, fetched.bytes) : null
    if (grep !== null) kcat.push(grep)
  }
  const ceilingMs = codec === 'none' ? medianMs(raw) : Math.max(medianMs(raw), medianMs(opened))
  const literal = searches.find(({ name }) => name === 'literal')?.runs ?? []
  return {
    rawFetchOwn: middle(raw, MESSAGES),
    rawFetchLibrary: middle(library, MESSAGES),
    decompression: middle(opened, MESSAGES),
    ...Object.fromEntries(searches.map(({ name, runs }) => [name, middle(runs, MESSAGES, ceilingMs)])),
    kcatGrep: middle(kcat, MESSAGES, ceilingMs),
    literalOfRawFetchOwn: ratio(medianMs(raw), medianMs(literal)),
    literalOfRawFetchLibrary: ratio(medianMs(library), medianMs(literal)),
    literalOfKcatGrep: kcat.length === 0 ? null : ratio(medianMs(kcat), medianMs(literal)),
    celWithProbeOfLiteral: ratio(
      medianMs(literal),
      medianMs(searches.find(({ name }) => name === 'celWithProbe')?.runs ?? []),
    ),
    newest50OfOneInAThousand: await searchNewest(gateway, topic, PARTITIONS),
  }
}

const kafka = await startKafka()
const gateway = createRealGateway(connectionTo(kafka.bootstrap))
try {
  writeEvents(folder)
  const results: Record<string, unknown> = {}
  for (const codec of CODECS) {
    const load = loadavg()[0]
    const result = await measure(kafka.bootstrap, gateway, codec)
    results[codec] = { loadBefore: load, ...result }
    process.stderr.write(`${codec}: ${JSON.stringify(result)}\n`)
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  process.stdout.write(
    `${JSON.stringify({ ...machine, messages: MESSAGES, partitions: PARTITIONS, rounds: ROUNDS, results }, null, 2)}\n`,
  )
} finally {
  closeFilters()
  await gateway.close()
  await kafka.stop()
  rmSync(folder, { recursive: true, force: true })
}
