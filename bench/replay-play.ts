/**
 * A play back of five topics with 200 events a second shown: frames a second and long tasks while it plays, and how
 * long a scrub to a time of which nothing is held takes until it is on the screen. Run: `node bench/replay-play.ts
 * [seconds]` (Node 24) after `npm run build`; JSON on stdout.
 */
import { loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { RawLog } from '../server/src/kafka/testing/raw-log.ts'
import { encodeBatch } from '../server/src/records/batch-writer.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'

const TOPICS = ['orders', 'payments', 'stock', 'parcels', 'notes'].map((name) => `bench.${name}`)
const PER_SECOND = 200
const HOURS = 2
const BATCH = 200
const SECONDS = Number(process.argv[2] ?? 20)
const SCRUBS = 20
const FROM = Date.UTC(2026, 0, 1)

/** Events of one topic at an even pace: each has its share of those of a second. */
async function fill(log: RawLog, topic: string, at: number): Promise<void> {
  const gapMs = (1000 / PER_SECOND) * TOPICS.length
  const count = (HOURS * 3_600_000) / gapMs
  for (let first = 0; first < count; first += BATCH) {
    const records = Array.from({ length: BATCH }, (_, step) => {
      const id = first + step
      const value = Buffer.from(`{"id":${id},"topic":"${topic}","note":"${'sluice '.repeat(30)}"}`)
      const timestamp = BigInt(FROM + Math.floor((id + at / TOPICS.length) * gapMs))
      return { timestamp, key: Buffer.from(`k${id % 37}`), value }
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

async function play(page: Page, seconds: number) {
  const before = await page.evaluate(() => structuredClone((window as unknown as { seen: Seen }).seen))
  const rows = () => page.getByRole('grid').getAttribute('aria-activedescendant')
  const [clock, first] = [page.getByRole('timer'), await rows()]
  const from = await clock.textContent()
  await page.keyboard.press('Space')
  await page.waitForTimeout(seconds * 1000)
  await page.keyboard.press('Space')
  const after = await page.evaluate(() => structuredClone((window as unknown as { seen: Seen }).seen))
  if ((await clock.textContent()) === from) throw new Error('it did not play')
  const frames = after.frames.slice(before.frames.length)
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
  const tasks = after.tasks.slice(before.tasks.length)
  return {
    clock: [from, await clock.textContent()],
    moved: first !== (await rows()),
    framesPerSecond: Math.round((10_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)) / 10,
    frameP95Ms: percentile(gaps, 0.95),
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
  }
}

/** Presses the strip at places far apart; done when the list has an event of that moment and was painted. */
async function scrub(page: Page): Promise<number[]> {
  const box = await page.getByRole('slider', { name: 'Place in the range' }).boundingBox()
  if (box === null) throw new Error('the strip has no place on the page')
  const took: number[] = []
  for (let turn = 0; turn < SCRUBS; turn++) {
    const part = ((turn * 7 + 3) % 19) / 19
    const before = await page.getByRole('timer').textContent()
    await page.evaluate(arm)
    await page.mouse.click(box.x + box.width * part, box.y + box.height / 2)
    took.push(await page.evaluate(() => (window as unknown as { settled: Promise<number> }).settled))
    if ((await page.getByRole('timer').textContent()) === before) throw new Error('the clock did not move')
  }
  return took
}

/** Runs in the page: from the press to the frame behind the first rows of the second that was asked for. */
function arm(): void {
  const settled = new Promise<number>((resolve) => {
    window.addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        const look = () => {
          const clock = document.querySelector('[role=timer]')?.textContent?.slice(0, 8) ?? 'none'
          const list = document.querySelector('[role=grid]')?.textContent ?? ''
          if (list.includes(clock)) requestAnimationFrame(() => resolve(performance.now() - timeStamp))
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
    await page.goto(`${server.url}/clusters/local/play?topics=${TOPICS.join(',')}&from=oldest`)
    await page.getByRole('row').nth(2).waitFor()
    // What the page took to come up is measured elsewhere.
    await page.waitForTimeout(2000)
    const byTopic = await play(page, SECONDS)
    await page.getByRole('button', { name: 'By key' }).click()
    await page.waitForTimeout(500)
    const byKey = await play(page, SECONDS)
    const scrubs = await scrub(page)
    console.log(
      JSON.stringify({
        bench: 'replay-play',
        load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
        events: HOURS * 3600 * PER_SECOND,
        shownPerSecond: PER_SECOND,
        byTopic,
        byKey,
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
