/**
 * A page that follows 5 000 messages of 1 KB a second for a minute: long tasks and the heap of its tab, and whether what
 * it left out was counted. Run: `node bench/tail.ts [seconds]` (Node 24) after `npm run build`; JSON on stdout.
 */
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { RawLog } from '../server/src/kafka/testing/raw-log.ts'
import { encodeBatch } from '../server/src/records/batch-writer.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'

const TOPIC = 'bench.tail'
const SECONDS = Number(process.argv[2] ?? 60)
const PER_SECOND = 5_000
const BATCH = 50
const VALUE_BYTES = 1024

/** Runs in the page before anything of it: every task of 50 ms and more, and how many frames were painted. */
function watchTasks(): void {
  const seen = { tasks: [] as number[], frames: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration))
  }).observe({ type: 'longtask', buffered: true })
  requestAnimationFrame(function count() {
    seen.frames += 1
    requestAnimationFrame(count)
  })
}

function batchAt(first: number): Buffer {
  const records = Array.from({ length: BATCH }, (_, at) => {
    const id = first + at
    const head = `{"id":${id},"customer":"C-${id % 997}","amount":${(id % 10_000) / 100},"note":"`
    const value = Buffer.from(`${head}${'sluice '.repeat(200).slice(0, VALUE_BYTES - head.length - 2)}"}`)
    return { timestamp: BigInt(Date.now()), key: Buffer.from(`k${id % 997}`), value }
  })
  return encodeBatch(records, { producerEpoch: -1 })
}

/** At an even pace; answers how many were written. */
async function produce(log: RawLog, seconds: number): Promise<number> {
  const started = performance.now()
  let written = 0
  for (;;) {
    const elapsed = (performance.now() - started) / 1000
    if (elapsed >= seconds) return written
    while (written < elapsed * PER_SECOND) {
      const fault = await log.produce(TOPIC, batchAt(written))
      if (fault !== 0) throw new Error(`Kafka refused a batch with error ${fault}`)
      written += BATCH
    }
    await sleep(5)
  }
}

const kafka = await startKafka()
try {
  const create = ['--create', '--topic', TOPIC, '--partitions', '1']
  const { code, stderr } = await kafkaTool(kafka.bootstrap, 'TopicCommand', create)
  if (code !== 0) throw new Error(`TopicCommand ended with ${code}: ${stderr.slice(-500)}`)
  const log = await RawLog.open(kafka.bootstrap)
  const server = await startBuiltServer(kafka.bootstrap)
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(watchTasks)
    await page.goto(`${server.url}/clusters/local/topics/${TOPIC}/messages?live=1`)
    const status = page.getByRole('main').locator('footer')
    await status.getByText('Live').waitFor()
    const client = await page.context().newCDPSession(page)
    const heaps: number[] = []
    const heapMiB = async (): Promise<number> => {
      const { usedSize } = await client.send('Runtime.getHeapUsage')
      return Math.round(usedSize / 1024 / 1024)
    }
    // What the page took to come up is measured elsewhere.
    await sleep(2_000)
    const before = await page.evaluate(() => ({ ...(window as unknown as { seen: Seen }).seen }))
    let running = true
    const sampling = (async () => {
      while (running) {
        heaps.push(await heapMiB())
        await sleep(2_000)
      }
    })()
    const started = performance.now()
    const written = await produce(log, SECONDS)
    const seconds = (performance.now() - started) / 1000
    const shownMeanwhile = await status.textContent()
    await sleep(2_500)
    running = false
    await sampling
    const after = await page.evaluate(() => ({ ...(window as unknown as { seen: Seen }).seen }))
    const tasks = after.tasks.slice(before.tasks.length)
    await client.send('HeapProfiler.collectGarbage')
    const figures = {
      bench: 'tail',
      load: Math.round(loadavg()[0] ?? 0),
      seconds: Math.round(seconds),
      written,
      writtenPerSecond: Math.round(written / seconds),
      valueBytes: VALUE_BYTES,
      longTasks: tasks.length,
      longestTaskMs: Math.max(0, ...tasks),
      framesPerSecond: Math.round((after.frames - before.frames) / (seconds + 2.5)),
      heapMiB: {
        most: Math.max(...heaps),
        halfway: heaps[Math.floor(heaps.length / 2)],
        afterGc: await heapMiB(),
      },
      shownMeanwhile,
      shownAtLast: await status.textContent(),
    }
    console.log(JSON.stringify(figures))
  } finally {
    await browser.close()
    server.stop()
    await log.close()
  }
} finally {
  await kafka.stop()
}

interface Seen {
  tasks: number[]
  frames: number
}
