/** Script that the first view needs, gzipped: what is fetched from opening the page until the topics are shown. */
import { gzipSync } from 'node:zlib'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'

const kafka = await startKafka()
const server = await startBuiltServer(kafka.bootstrap)
let browser: Awaited<ReturnType<typeof openBrowser>> | null = null
try {
  browser = await openBrowser()
  const page = await browser.newPage()
  // Views fetched ahead of need are not the first route's.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }))
  const scripts: Promise<number>[] = []
  page.on('response', (response) => {
    const wanted = response.request().resourceType() === 'script'
    if (wanted) scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).byteLength))
  })
  await page.goto(`${server.url}/clusters/local/topics`)
  await page.getByText('This cluster has no topics yet').waitFor()
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
  const kib = Math.round(bytes / 102.4) / 10
  console.log(JSON.stringify({ bench: 'first-route', files: scripts.length, gzippedKiB: kib }))
} finally {
  await browser?.close()
  server.stop()
  await kafka.stop()
}
