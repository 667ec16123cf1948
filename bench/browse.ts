/** From the click on a topic of a million messages to its newest hundred on screen, in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'

const TOPIC = 'bench.million'
const MESSAGES = 1_000_000
const RUNS = 9
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))

async function fill(bootstrap: string[]): Promise<void> {
  const [address = ''] = bootstrap
  const create = ['--create', '--topic', TOPIC, '--partitions', '4']
  await expectSuccess(await kafkaTool(bootstrap, 'TopicCommand', create))
  const payloads = join(folder, 'payloads.txt')
  writeFileSync(payloads, Array.from({ length: 500 }, (_, id) => order(id)).join('\n'))
  const produce = ['--topic', TOPIC, '--num-records', String(MESSAGES), '--throughput', '-1']
  const settings = ['--payload-file', payloads, '--producer-props', `bootstrap.servers=${address}`]
  const options = { timeoutMs: 300_000 }
  await expectSuccess(await kafkaTool(bootstrap, 'ProducerPerformance', [...produce, ...settings], options))
}

function order(id: number): string {
  return JSON.stringify({ orderId: id, customer: `C-${id % 97}`, total: id * 1.25, note: 'x'.repeat(240) })
}

async function expectSuccess({ code, stderr }: { code: number; stderr: string }): Promise<void> {
  if (code !== 0) throw new Error(`a Kafka tool ended with ${code}: ${stderr.slice(-500)}`)
}

async function measure(url: string): Promise<number[]> {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      await page.goto(`${url}/clusters/local/topics`)
      await page.getByRole('row').filter({ hasText: TOPIC }).waitFor()
      // A person reads before the click; the page uses that time to fetch what comes next.
      await page.waitForTimeout(700)
      times.push(await page.evaluate(clickAndWait, TOPIC))
    }
    return times
  } finally {
    await browser.close()
  }
}

/** Runs in the page, so that nothing but the page is timed: from the click to the frame after the rows are there. */
async function clickAndWait(topic: string): Promise<number> {
  const row = [...document.querySelectorAll('[role=row]')].find((one) => one.textContent?.includes(topic))
  if (!(row instanceof HTMLElement)) throw new Error('the topic is not in the list')
  const started = performance.now()
  row.click()
  for (;;) {
    await new Promise(requestAnimationFrame)
    const footer = document.querySelector('main footer')?.textContent ?? ''
    const rows = document.querySelectorAll('[role=grid] [role=row]').length
    if (footer.startsWith('100 messages') && rows > 20) break
    if (performance.now() - started > 30_000) throw new Error('no messages within 30 s')
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - started
}

const kafka = await startKafka()
try {
  await fill(kafka.bootstrap)
  const server = await startBuiltServer(kafka.bootstrap)
  try {
    const [first = 0, ...warm] = await measure(server.url)
    const sorted = [...warm].sort((a, b) => a - b)
    const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
    const figures = { firstMs: Math.round(first), warmMedianMs: at(0.5), warmMaxMs: at(1) }
    console.log(JSON.stringify({ bench: 'browse', messages: MESSAGES, runs: RUNS, ...figures }))
  } finally {
    server.stop()
  }
} finally {
  await kafka.stop()
  rmSync(folder, { recursive: true, force: true })
}
