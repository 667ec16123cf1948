/**
 * Two thousand groups with fifty partitions each: what one whole cycle of the collector costs beside the bare requests
 * and Kafka's own tool, and how fast the server answers from what it then knows. Arguments: groups, topics, rows a group,
 * and 0 to leave that tool out, which takes minutes for fifteen thousand groups: `15000 50 4 0`.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startBuiltServer } from './built-server.ts'
import { fillGroups } from './lag/fill-groups.ts'

const [groups = 2_000, topics = 1_000, rowsAGroup = 50, tool = 1] = process.argv.slice(2).map(Number)
const PARTITIONS = 3
const RUNS = 9
const TOOL_MS = 300_000
const FIRST_LOOK_MS = 25_000

const kafka = await startKafka()
try {
  await fillGroups(kafka.bootstrap, { groups, topics, partitions: PARTITIONS, rowsAGroup })
  const cycle = await ownProcess('./lag/measure-cycle.ts', kafka.bootstrap)
  const served = await measureServer(kafka.bootstrap)
  const toolMs = tool === 0 ? null : await measureTool(kafka.bootstrap)
  const size = { groups, rows: groups * rowsAGroup, topics, partitions: topics * PARTITIONS }
  console.log(JSON.stringify({ bench: 'lag', ...size, runs: RUNS, ...cycle, ...served, toolMs }))
} finally {
  await kafka.stop()
}

/** Memory is measured where nothing else has been. */
async function ownProcess(file: string, bootstrap: readonly string[]): Promise<object> {
  const args = ['--max-semi-space-size=8', '--expose-gc', fileURLToPath(new URL(file, import.meta.url))]
  const child = spawn(process.execPath, [...args, bootstrap.join(','), String(RUNS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await new Promise<[number | null]>((resolve) => child.on('close', (exit) => resolve([exit])))
  if (code !== 0) throw new Error(`${file} ended with code ${code}`)
  return JSON.parse(said) as object
}

async function measureServer(bootstrap: readonly string[]): Promise<object> {
  const server = await startBuiltServer(bootstrap)
  try {
    const list = `${server.url}/api/clusters/local/groups`
    await untilKnown(list)
    // A server that is scraped has been up for long: its first look at the cluster is over, and its code is warm.
    await new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS))
    for (let run = 0; run < 3; run++) await timed(`${server.url}/metrics`)
    const figures: Record<string, number> = {}
    for (const [name, url] of Object.entries({
      metrics: `${server.url}/metrics`,
      metricsGzip: `${server.url}/metrics#gzip`,
      list: `${list}?pageSize=200`,
      search: `${list}?pageSize=200&search=07`,
      byLag: `${list}?pageSize=200&sort=lag`,
    })) {
      const times: number[] = []
      for (let run = 0; run < RUNS; run++) times.push(await timed(url))
      times.sort((a, b) => a - b)
      figures[`${name}MsMedian`] = times[Math.floor(RUNS / 2)] ?? 0
      figures[`${name}MsMax`] = times.at(-1) ?? 0
    }
    return figures
  } finally {
    server.stop()
  }
}

async function untilKnown(list: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { all, collector } = (await (await fetch(list)).json()) as {
      all: number
      collector: { asOf: number | null }
    }
    if (all >= groups && collector.asOf !== null) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the server did not come to know all groups within a minute')
}

async function timed(url: string): Promise<number> {
  const started = performance.now()
  // Without it `fetch` asks for gzip of its own accord.
  const headers = { 'accept-encoding': url.endsWith('#gzip') ? 'gzip' : 'identity' }
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  await answer.arrayBuffer()
  return Math.round(performance.now() - started)
}

/** What a person types today, JVM start included. */
async function measureTool(bootstrap: string[]): Promise<number> {
  const started = performance.now()
  const { code } = await kafkaTool(bootstrap, 'ConsumerGroupCommand', ['--describe', '--all-groups'], {
    timeoutMs: TOOL_MS,
  })
  if (code !== 0) throw new Error(`kafka-consumer-groups ended with code ${code}`)
  return Math.round(performance.now() - started)
}
