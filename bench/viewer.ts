/**
 * How large records are opened: the time from opening a 6 MB JSON record to its tree in Chromium, and what a 100 MB
 * value costs the server's memory in the list, opened and downloaded. Run: `node bench/viewer.ts` (Node 24) after
 * `npm run build`; JSON on stdout. Memory is read from /proc, so that it is told on Linux only.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { RawLog } from '../server/src/kafka/testing/raw-log.ts'
import { encodeBatch } from '../server/src/records/batch-writer.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'

const MIB = 1024 * 1024
const LIMIT = String(110 * MIB)
const RUNS = 7
const TOPIC = 'bench.large'

/** About 6 MB in 90 000 values, as an order with very many lines would be. */
function largeJson(): string {
  const lines = Array.from({ length: 30_000 }, (_, at) => ({
    sku: `SKU-${at}`,
    quantity: at % 9,
    note: `line ${at} ${'·'.repeat(60)}`,
    amount: at * 1.25,
  }))
  return JSON.stringify({ id: 1, lines })
}

async function fill(bootstrap: string[]): Promise<Buffer> {
  const create = ['--create', '--topic', TOPIC, '--partitions', '1', '--config', `max.message.bytes=${LIMIT}`]
  const { code, stderr } = await kafkaTool(bootstrap, 'TopicCommand', create)
  if (code !== 0) throw new Error(`TopicCommand ended with ${code}: ${stderr.slice(-500)}`)
  const huge = Buffer.alloc(100 * MIB, 'A hundred MB of text, none of it compressed. ')
  const log = await RawLog.open(bootstrap)
  for (const value of [Buffer.from(largeJson()), huge]) {
    const batch = encodeBatch([{ timestamp: BigInt(Date.now()), key: Buffer.from('k'), value }], {
      producerEpoch: -1,
    })
    const fault = await log.produce(TOPIC, batch)
    if (fault !== 0) throw new Error(`Kafka refused the record with error ${fault}`)
  }
  await log.close()
  return huge
}

/** Runs in the page, so that nothing but the page is timed: from the press on the row to the frame with its tree. */
async function openAndWait(): Promise<number> {
  const rows = [...document.querySelectorAll('[role=grid] [role=row]')]
  const row = rows.find((one) => one.textContent?.includes('"id":1'))
  if (!(row instanceof HTMLElement)) throw new Error('the record is not in the list')
  const started = performance.now()
  row.click()
  while (document.querySelectorAll('[role=treeitem]').length < 10) {
    await new Promise(requestAnimationFrame)
    if (performance.now() - started > 30_000) throw new Error('no tree within 30 s')
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - started
}

async function timesToOpen(url: string): Promise<number[]> {
  const browser = await openBrowser()
  try {
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.goto(`${url}/clusters/local/topics/${TOPIC}/messages?from=oldest&limit=50`)
      await page.getByRole('row').filter({ hasText: '"id":1' }).waitFor()
      times.push(await page.evaluate(openAndWait))
      await page.close()
    }
    return times
  } finally {
    await browser.close()
  }
}

function memory(pid: number, field: 'VmRSS' | 'VmHWM'): number | null {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return null
  const kib = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(file, 'utf8'))?.[1]
  return kib === undefined ? null : Math.round(Number(kib) / 1024)
}

type Step = 'list' | 'open' | 'download'

/** One step on a server that has done nothing else: what garbage another left would count as its own. */
async function measureMemory(step: Step, bootstrap: readonly string[], huge: Buffer): Promise<void> {
  const server = await startBuiltServer(bootstrap)
  try {
    const record = `${server.url}/api/clusters/local/topics/${TOPIC}/partitions/0/offsets/1`
    const scan = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ topic: TOPIC, from: { newest: 10 } }),
    }
    const ask = {
      list: () => fetch(`${server.url}/api/clusters/local/messages/scan`, scan),
      open: () => fetch(record),
      download: () => fetch(`${record}/value`),
    }[step]
    await fetch(`${server.url}/api/clusters/local/topics`).then((answer) => answer.arrayBuffer())
    const before = memory(server.pid, 'VmRSS')
    const started = performance.now()
    const bytes = Buffer.from(await (await ask()).arrayBuffer())
    const ms = Math.round(performance.now() - started)
    const peak = memory(server.pid, 'VmHWM')
    const grown = before === null || peak === null ? null : peak - before
    const same = step === 'download' ? sha256(bytes) === sha256(huge) : undefined
    print({ step: `${step} 100 MB`, bytes: bytes.length, ms, rssBeforeMiB: before, rssGrownMiB: grown, same })
  } finally {
    server.stop()
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What the server takes of the time to open the 6 MB record. */
async function timeToAnswer(url: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(`${url}/api/clusters/local/topics/${TOPIC}/partitions/0/offsets/0`)
  await answer.arrayBuffer()
  return Math.round(performance.now() - started)
}

function print(figures: Record<string, unknown>): void {
  console.log(JSON.stringify({ bench: 'viewer', load: Math.round(loadavg()[0] ?? 0), ...figures }))
}

const kafka = await startKafka({
  properties: {
    'message.max.bytes': LIMIT,
    'replica.fetch.max.bytes': LIMIT,
    'socket.request.max.bytes': String(120 * MIB),
  },
})
try {
  const huge = await fill(kafka.bootstrap)
  for (const step of ['list', 'open', 'download'] as const) await measureMemory(step, kafka.bootstrap, huge)
  const server = await startBuiltServer(kafka.bootstrap)
  try {
    const times = (await timesToOpen(server.url)).sort((a, b) => a - b)
    const at = (share: number): number => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0)
    const open = { jsonBytes: Buffer.byteLength(largeJson()), minMs: at(0), medianMs: at(0.5), maxMs: at(1) }
    const answerMs = await timeToAnswer(server.url)
    print({ step: 'open 6 MB of JSON', cores: availableParallelism(), runs: RUNS, ...open, answerMs })
  } finally {
    server.stop()
  }
} finally {
  await kafka.stop()
}
