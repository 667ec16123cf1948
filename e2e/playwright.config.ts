import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { BASE_URL, PORT } from './product.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const executablePath = process.env.SLUICE_CHROMIUM
// What a Chromium run as root in a container or on a closed network needs; harmless elsewhere.
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The tests open the built product as `npm start` runs it: real Kafka, the sample system, the server, the page. */
export default defineConfig({
  testDir: '.',
  globalSetup: './wait-for-samples.ts',
  outputDir: '../.cache/e2e-results',
  workers: 1,
  // A test that needed it is named by the run.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['json'] as const] : [])],
  use: {
    baseURL: BASE_URL,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    // Pictures of every step would take longer than the tests.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: { args, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `exec "${process.execPath}" scripts/launch/launch.ts --fresh --port ${PORT}`,
    cwd: root,
    // Groups are read every 2 s, so that tests need not wait for what cycles bring. One sample system is what they know.
    env: { SLUICE_STATE_DIR: '.cache/e2e-state', SLUICE_LAG_INTERVAL_MS: '2000', SLUICE_SAMPLES: 'library' },
    url: `${BASE_URL}/readyz`,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 8_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
