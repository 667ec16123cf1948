/**
 * A topic of a million messages as a file in each format: messages a second, and how much memory the server takes for it.
 * Run: `node bench/export.ts [messages]` (Node 24) after a build; JSON on stdout.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { EXPORT_FORMATS, type ExportFormat, ExportStatus } from '../shared/src/messages-export.ts'
import { paths } from '../shared/src/paths.ts'
import { startBuiltServer } from './built-server.ts'

const TOPIC = 'bench.export'
const MESSAGES = Number(process.argv[2] ?? 1_000_000)
const MIB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))

async function fill(bootstrap: string[]): Promise<void> {
  const payloads = join(folder, 'payloads.txt')
  const order = (id: number) => ({
    orderId: id,
    customer: `C-${id % 97}`,
    total: id * 1.25,
    note: 'x'.repeat(240),
  })
  writeFileSync(payloads, Array.from({ length: 500 }, (_, id) => JSON.stringify(order(id))).join('\n'))
  const settings = [`bootstrap.servers=${bootstrap[0]}`, 'batch.size=65536', 'linger.ms=20']
  const produce = ['--topic', TOPIC, '--num-records', String(MESSAGES), '--throughput', '-1']
  for (const [tool, args] of [
    ['TopicCommand', ['--create', '--topic', TOPIC, '--partitions', '4']],
    ['ProducerPerformance', [...produce, '--payload-file', payloads, '--producer-props', ...settings]],
  ] as const) {
    const { code, stderr } = await kafkaTool(bootstrap, tool, [...args], { timeoutMs: 300_000 })
    if (code !== 0) throw new Error(`${tool} ended with ${code}: ${stderr.slice(-500)}`)
  }
}

/** Resident memory of a process, as Linux tells it. */
function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib ?? 0) * 1024
}

async function run(url: string, pid: number, format: ExportFormat) {
  const before = residentBytes(pid)
  const started = performance.now()
  const begun = await fetch(url + paths.exports('local'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: { topic: TOPIC, from: { oldest: true } }, output: { format } }),
  })
  const { id } = ExportStatus.parse(await begun.json())
  const response = await fetch(url + paths.exportFile('local', id))
  let bytes = 0
  /** Of each quarter of the file, so that a leak shows as a slope. */
  const peaks: number[] = []
  let peak = before
  let sampled = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes - sampled < MIB) continue
    sampled = bytes
    peak = Math.max(peak, residentBytes(pid))
    peaks.push(residentBytes(pid))
  }
  const ms = performance.now() - started
  const status = ExportStatus.parse(await (await fetch(url + paths.export('local', id))).json())
  const quarter = (n: number) =>
    peaks.slice(Math.floor((peaks.length * n) / 4), Math.floor((peaks.length * (n + 1)) / 4))
  return {
    format,
    state: status.state,
    messages: status.messages,
    messagesPerSecond: Math.round((status.messages / ms) * 1000),
    fileMiB: Math.round(bytes / MIB),
    rssBeforeMiB: Math.round(before / MIB),
    rssPeakMiB: Math.round(peak / MIB),
    rssByQuarterMiB: [0, 1, 2, 3].map((n) => Math.round(Math.max(0, ...quarter(n)) / MIB)),
  }
}

const kafka = await startKafka()
try {
  await fill(kafka.bootstrap)
  const server = await startBuiltServer(kafka.bootstrap)
  try {
    const runs = []
    for (const format of EXPORT_FORMATS) runs.push(await run(server.url, server.pid, format))
    console.log(JSON.stringify({ bench: 'export', messages: MESSAGES, runs }, null, 1))
  } finally {
    server.stop()
  }
} finally {
  await kafka.stop()
  rmSync(folder, { recursive: true })
}
