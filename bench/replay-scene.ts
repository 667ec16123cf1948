/**
 * The library's events played through its graph, 200 of them a second: frames a second and long tasks, and how long it
 * takes until a place gone to is told, of which nothing is held. Run: `node bench/replay-scene.ts [seconds]` (Node 24)
 * after `npm run build`; JSON on stdout.
 */
import { loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { RawLog } from '../server/src/kafka/testing/raw-log.ts'
import { encodeBatch } from '../server/src/records/batch-writer.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'
import { libraryGraph } from './topology/library-graph.ts'

const graph = libraryGraph()
const TOPICS = graph.nodes.flatMap(({ topic }) => (topic === null ? [] : [topic.topic]))
const PER_SECOND = 200
const MINUTES = 40
const BATCH = 200
const SECONDS = Number(process.argv[2] ?? 20)
const SCRUBS = 20
const FROM = Date.UTC(2026, 0, 1)

/** Events of one topic at an even pace: each has its share of those of a second. */
async function fill(log: RawLog, topic: string, at: number): Promise<void> {
  const gapMs = (1000 / PER_SECOND) * TOPICS.length
  const count = (MINUTES * 60_000) / gapMs
  for (let first = 0; first < count; first += BATCH) {
    const records = Array.from({ length: BATCH }, (_, step) => {
      const id = first + step
      const rental = `R-${String(id % 5000).padStart(6, '0')}`
      const value = { target: rental, information: { memberId: `M-${id % 300}`, title: '토지' } }
      const timestamp = BigInt(FROM + Math.floor((id + at / TOPICS.length) * gapMs))
      return { timestamp, key: Buffer.from(rental), value: Buffer.from(JSON.stringify(value)) }
    })
    const fault = await log.produce(topic, encodeBatch(records, { producerEpoch: -1 }))
    if (fault !== 0) throw new Error(`Kafka refused a batch with error ${fault}`)
  }
}

/** Runs in the page before anything of it: when frames were painted, and every task of 50 ms and more. */
function watch(): void {
  const seen = { tasks: [] as number[], frames: [] as number[] }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration))
  }).observe({ type: 'longtask', buffered: true })
  requestAnimationFrame(function count(now) {
    seen.frames.push(now)
    requestAnimationFrame(count)
  })
}

interface Seen {
  tasks: number[]
  frames: number[]
}
const read = (page: Page) => page.evaluate(() => structuredClone((window as unknown as { seen: Seen }).seen))

async function play(page: Page) {
  const before = await read(page)
  await page.keyboard.press('Space')
  await page.waitForTimeout(SECONDS * 1000)
  await page.keyboard.press('Space')
  const after = await read(page)
  const frames = after.frames.slice(before.frames.length)
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
  const tasks = after.tasks.slice(before.tasks.length)
  const told = await page.getByRole('region', { name: 'What just happened' }).textContent()
  return {
    played: /([\d\s\u202f]+) events played/.exec(told ?? '')?.[1]?.trim(),
    framesPerSecond: Math.round((10_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)) / 10,
    frameP95Ms: percentile(gaps, 0.95),
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
  }
}

/** Presses the strip at places far apart; done when what had just happened there is told, and was painted. */
async function scrub(page: Page): Promise<number[]> {
  const box = await page.getByRole('slider', { name: 'Place in the range' }).boundingBox()
  if (box === null) throw new Error('the strip has no place on the page')
  const took: number[] = []
  for (let turn = 0; turn < SCRUBS; turn++) {
    const part = (((turn * 7 + 3) % 19) + 0.5) / 19
    await page.evaluate(arm)
    await page.mouse.click(box.x + box.width * part, box.y + box.height / 2)
    took.push(await page.evaluate(() => (window as unknown as { settled: Promise<number> }).settled))
  }
  return took
}

/** Runs in the page: from the press to the frame behind the first caption of within a second of the clock. */
function arm(): void {
  const secondsOf = (text: string | null | undefined): number => {
    const [hours = 0, minutes = 0, seconds = 0] = (text ?? '').split(':').map(Number.parseFloat)
    return hours * 3600 + minutes * 60 + seconds
  }
  const settled = new Promise<number>((resolve) => {
    window.addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        const look = () => {
          const clock = secondsOf(document.querySelector('[role=timer]')?.textContent)
          const newest = document.querySelector('ol > li time')
          if (newest && Math.abs(secondsOf(newest.textContent) - clock) <= 1)
            requestAnimationFrame(() => resolve(performance.now() - timeStamp))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      { once: true, capture: true },
    )
  })
  Object.assign(window, { settled })
}

function percentile(values: readonly number[], share: number): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0)
}

const kafka = await startKafka()
try {
  for (const topic of TOPICS) {
    const create = ['--create', '--topic', topic, '--partitions', '1', '--config', 'retention.ms=-1']
    const { code, stderr } = await kafkaTool(kafka.bootstrap, 'TopicCommand', create)
    if (code !== 0) throw new Error(`TopicCommand ended with ${code}: ${stderr.slice(-500)}`)
  }
  const log = await RawLog.open(kafka.bootstrap)
  for (const [at, topic] of TOPICS.entries()) await fill(log, topic, at)
  const server = await startBuiltServer(kafka.bootstrap)
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' })
    await page.addInitScript(watch)
    // Evidence takes minutes to come; what is measured is the picture.
    await page.route(/\/api\/clusters\/local\/topology(\?|$)/, (route) => route.fulfill({ json: graph }))
    await page.goto(`${server.url}/clusters/local/topology/play?topics=${TOPICS.join(',')}&from=oldest`)
    await page.locator('.topology-svg [data-node]').first().waitFor()
    // What the page took to come up is measured elsewhere.
    await page.waitForTimeout(2000)
    const plain = await play(page)
    await page.goto(`${page.url()}&follow=any:R-000777`)
    await page.locator('.topology-svg [data-node]').first().waitFor()
    await page.waitForTimeout(2000)
    const followed = await play(page)
    await page.getByRole('button', { name: /^Stop following/ }).click()
    const scrubs = await scrub(page)
    console.log(
      JSON.stringify({
        bench: 'replay-scene',
        load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
        nodes: graph.nodes.length,
        edges: graph.edges.length,
        shownPerSecond: PER_SECOND,
        plain,
        followed,
        scrubMs: {
          median: percentile(scrubs, 0.5),
          p95: percentile(scrubs, 0.95),
          most: percentile(scrubs, 1),
        },
      }),
    )
  } finally {
    await browser.close()
    server.stop()
    await log.close()
  }
} finally {
  await kafka.stop()
}
