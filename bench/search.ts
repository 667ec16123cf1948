/**
 * How fast a text is found in a million messages of about 700 bytes, beside fetching them and doing nothing, and beside
 * kcat | grep where kcat is installed. Run: `node bench/search.ts [messages]` (Node 24); JSON on stdout.
 * MB/s count bytes as they come from the broker; the ceiling is fetching and decompressing with nothing else done.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { BufferShares } from '../server/src/features/messages/buffer-shares.ts'
import { createCursorCodec } from '../server/src/features/messages/cursor.ts'
import { SCAN_LIMITS } from '../server/src/features/messages/scan-limits.ts'
import { scanMessages } from '../server/src/features/messages/scan-messages.ts'
import { FILTER_LIMITS } from '../server/src/filters/filter-limits.ts'
import { FilterPool } from '../server/src/filters/filter-pool.ts'
import type { FetchedPartition, KafkaGateway } from '../server/src/kafka/gateway.ts'
import { createRealGateway } from '../server/src/kafka/real/real-gateway.ts'
import { connectionTo } from '../server/src/kafka/testing/connection-to.ts'
import { readBatches } from '../server/src/records/batch-reader.ts'
import { openRecords } from '../server/src/records/record-reader.ts'

const MESSAGES = Number(process.argv[2] ?? 1_000_000)
const PARTITIONS = 6
const ROUNDS = 3
const LINES = 10_000
const NEEDLE = 'zq7-needle-zq7'
const CODECS = ['none', 'zstd']
const folder = mkdtempSync(join(tmpdir(), 'sluice-search-'))

/** The same events on every run. */
let seed = 7
function draw(below: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % below
}

/** About 700 bytes; one line of ten thousand holds the needle. */
function event(index: number): string {
  const word = () => ['river', 'sluice', 'gate', 'basin', 'weir', 'lock', 'canal', 'pump'][draw(8)]
  return JSON.stringify({
    eventId: `${draw(2 ** 24).toString(16)}-${draw(2 ** 24).toString(16)}-${index}`,
    type: ['placed', 'paid', 'packed', 'sent'][draw(4)],
    customer: { id: `customer-${draw(50_000)}`, email: `${word()}${draw(900)}@example.org`, tier: draw(4) },
    lines: Array.from({ length: 4 }, () => ({
      sku: `SKU-${draw(9_000)}`,
      quantity: draw(9),
      price: draw(9_999) / 100,
    })),
    comment: index === LINES / 2 ? NEEDLE : Array.from({ length: 58 }, word).join(' '),
    trace: Array.from({ length: 4 }, () => draw(2 ** 24).toString(16)).join(''),
  })
}

async function fill(bootstrap: string[], topic: string, codec: string): Promise<void> {
  const payloads = join(folder, 'payloads.txt')
  const create = ['--create', '--topic', topic, '--partitions', String(PARTITIONS)]
  const produce = [
    '--topic',
    topic,
    '--num-records',
    String(MESSAGES),
    '--throughput',
    '-1',
    '--payload-file',
    payloads,
  ]
  const settings = [
    `bootstrap.servers=${bootstrap[0]}`,
    `compression.type=${codec}`,
    'linger.ms=20',
    'batch.size=65536',
  ]
  const options = { timeoutMs: 300_000 }
  for (const [tool, args] of [
    ['TopicCommand', create],
    ['ProducerPerformance', [...produce, '--producer-props', ...settings]],
  ] as const) {
    const { code, stderr } = await kafkaTool(bootstrap, tool, [...args], options)
    if (code !== 0) throw new Error(`${tool} ended with ${code}: ${stderr.slice(-500)}`)
  }
}

interface Run {
  ms: number
  bytes: number
  hits?: number
  records?: number
  firstHitMs?: number | null
}

/** Fetches all partitions side by side as a search does, and looks at nothing but where to go on. */
async function fetchOnly(gateway: KafkaGateway, topic: string, open: boolean): Promise<Run> {
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition)
  const ends = await gateway.listOffsets(
    partitions.map((partition) => ({ topic, partition, at: 'latest' as const })),
  )
  const next = partitions.map(() => 0n)
  const endOf = (partition: number) => {
    const end = ends[partition]
    return end?.ok ? (end.value.offset ?? 0n) : 0n
  }
  const options = { isolation: 'read_committed', maxWaitMs: 250, maxBytes: SCAN_LIMITS.bufferBytes } as const
  const started = performance.now()
  let bytes = 0
  for (;;) {
    const left = partitions.filter((partition) => (next[partition] ?? 0n) < endOf(partition))
    if (left.length === 0) return { ms: performance.now() - started, bytes }
    const requests = left.map((partition) => {
      return { topic, partition, offset: next[partition] ?? 0n, maxBytes: SCAN_LIMITS.fetchBytes }
    })
    for (const answer of await gateway.fetch(requests, options)) {
      if (!answer.ok) throw answer.fault
      bytes += answer.value.records.length
      next[answer.value.partition] = offsetAfter(answer.value, open) ?? next[answer.value.partition] ?? 0n
    }
  }
}

/** The next offset; `open` decompresses each batch and drops it, which no search of compressed batches can save. */
function offsetAfter({ records }: FetchedPartition, open: boolean): bigint | null {
  let after: bigint | null = null
  for (const batch of readBatches(records, { crc: false })) {
    if (!batch.ok) continue
    if (open) openRecords(batch)
    after = batch.header.lastOffset + 1n
  }
  return after
}

async function search(gateway: KafkaGateway, topic: string, caseSensitive: boolean): Promise<Run> {
  const limits = { ...SCAN_LIMITS, deadlineMs: 300_000 }
  const deps = {
    gateway,
    cursors: createCursorCodec(Buffer.from('bench')),
    filters,
    limits,
    buffers: new BufferShares(),
    now: Date.now,
  }
  const filter = {
    text: NEEDLE,
    in: ['key' as const, 'value' as const, 'headers' as const],
    caseSensitive,
    bytes: false,
  }
  const request = {
    topic,
    from: { oldest: true as const },
    limit: 10_000,
    isolation: 'read_committed' as const,
    filter,
  }
  const started = performance.now()
  let firstHitMs: number | null = null
  const frames = scanMessages(
    deps,
    { cluster: 'bench', requestId: 'r', request },
    new AbortController().signal,
  )
  for await (const frame of frames) {
    if (frame.t === 'rows') firstHitMs ??= Math.round(performance.now() - started)
    if (frame.t !== 'end') continue
    if (frame.reason !== 'end') throw new Error(`The search ended for ${frame.reason}`)
    const { bytes, records, matched } = frame
    return { ms: performance.now() - started, bytes, records, hits: matched, firstHitMs }
  }
  throw new Error('The search did not end')
}

/** Null where kcat is not installed. */
async function kcatGrep(bootstrap: readonly string[], topic: string, bytes: number): Promise<Run | null> {
  const started = performance.now()
  const line =
    'command -v kcat >/dev/null || exit 3; kcat -C -e -q -b "$0" -t "$1" -o beginning | grep -c "$2"'
  const child = spawn('sh', ['-c', line, bootstrap[0] ?? '', topic, NEEDLE], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  return code === 3 ? null : { ms: performance.now() - started, bytes, hits: Number(said) }
}

/** A run with what it cost this process: memory on top of what was there, and delays of the event loop. */
async function watched(run: () => Promise<Run>) {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const result = await run()
  delay.disable()
  clearInterval(timer)
  const rssGrowthMB = Math.round((peak - before) / 1e6)
  return { ...result, rssGrowthMB, loopP99Ms: Math.round(delay.percentile(99) / 1e5) / 10 }
}

function middle<T extends Run>(runs: readonly T[], ceiling?: Run) {
  const sorted = runs.toSorted((a, b) => a.ms - b.ms)
  const run = sorted[Math.floor(sorted.length / 2)]
  if (run === undefined) return null
  const ratio = ceiling === undefined ? {} : { ofCeiling: Math.round((100 * ceiling.ms) / run.ms) / 100 }
  const recordsPerS = Math.round((MESSAGES / run.ms) * 1000)
  return {
    ...run,
    ms: Math.round(run.ms),
    mbPerS: Math.round(run.bytes / run.ms / 1000),
    recordsPerS,
    ...ratio,
  }
}

async function measure(bootstrap: string[], gateway: KafkaGateway, codec: string) {
  const topic = `bench.${codec}`
  await fill(bootstrap, topic, codec)
  const raw: Run[] = []
  const opened: Run[] = []
  const exact: Run[] = []
  const folded: Run[] = []
  const kcat: Run[] = []
  await fetchOnly(gateway, topic, true)
  await search(gateway, topic, true)
  for (let round = 0; round < ROUNDS; round += 1) {
    const fetched = await watched(() => fetchOnly(gateway, topic, false))
    raw.push(fetched)
    opened.push(await watched(() => fetchOnly(gateway, topic, true)))
    exact.push(await watched(() => search(gateway, topic, true)))
    folded.push(await watched(() => search(gateway, topic, false)))
    const grep = await kcatGrep(bootstrap, topic, fetched.bytes)
    if (grep !== null) kcat.push(grep)
  }
  const ceiling = middle(opened)
  const of = ceiling ?? undefined
  return {
    rawFetch: middle(raw),
    rawFetchAndDecompression: ceiling,
    literal: middle(exact, of),
    caseInsensitive: middle(folded, of),
    kcatGrep: middle(kcat, of),
  }
}

const worker = new URL('../server/src/filters/filter-worker.ts', import.meta.url)
const filters = new FilterPool(worker, { ...FILTER_LIMITS, workers: Math.max(1, availableParallelism() - 1) })
const kafka = await startKafka()
const gateway = createRealGateway(connectionTo(kafka.bootstrap))
try {
  writeFileSync(
    join(folder, 'payloads.txt'),
    Array.from({ length: LINES }, (_, index) => event(index)).join('\n'),
  )
  const results: Record<string, unknown> = {}
  for (const codec of CODECS) results[codec] = await measure(kafka.bootstrap, gateway, codec)
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  process.stdout.write(
    `${JSON.stringify({ ...machine, messages: MESSAGES, partitions: PARTITIONS, results }, null, 2)}\n`,
  )
} finally {
  await gateway.close()
  await kafka.stop()
  rmSync(folder, { recursive: true, force: true })
}
