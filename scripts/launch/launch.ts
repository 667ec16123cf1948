import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkTools } from '@sluice/demo/kafka/check-tools.ts'
import { complain, step } from '../bootstrap/steps.mjs'
import { buildWhenChanged } from './build-when-changed.ts'
import { describeConfigFaults, type LaunchOptions, parseLaunchOptions } from './launch-options.ts'
import {
  describeCrash,
  type Running,
  startEmbeddedKafka,
  startPage,
  startSample,
  startServer,
} from './running.ts'
import { SAMPLES } from './samples.ts'
import { whatToTry } from './what-to-try.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** sysexits.h: a fault in the configuration. */
const EXIT_CONFIG = 78
const stopping = new AbortController()
const running: Running[] = []
let ending: Promise<void> | null = null

/** Ends everything that runs, the server and the sample systems first; all within 5 s. */
function end(code: number): Promise<void> {
  process.exitCode = code
  stopping.abort()
  ending ??= (async () => {
    const last = running.filter((one) => one.stopsLast)
    await Promise.all(running.filter((one) => !one.stopsLast).map((one) => one.stop(1500)))
    await Promise.all(last.map((one) => one.stop(3000)))
    process.exit()
  })()
  return ending
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!ending) console.log('\n  Stopping…')
    void end(0)
  })
}

/** A launcher whose parent is gone has nobody left to end it. */
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) void end(0)
}, 1000).unref()

function watch(one: Running): void {
  void one.crashed.then(async (crash) => {
    if (ending) return
    console.error(describeCrash(crash))
    // A sample system is company, not ground: without it the page still shows what the log holds.
    if (one.needed) await end(1)
  })
}

async function untilListening(
  started: Running & { url: Promise<string> },
): Promise<{ note: string; value: string }> {
  running.push(started)
  const url = await started.url
  watch(started)
  return { note: url, value: url }
}

async function launch(options: LaunchOptions): Promise<void> {
  console.log(`\n  Sluice\n`)
  const place = {
    root,
    state: resolve(root, process.env.SLUICE_STATE_DIR ?? '.sluice'),
    signal: stopping.signal,
  }
  if (options.embedded) await checkTools()
  if (!options.dev) {
    await step('Page and server', async () => {
      const built = await buildWhenChanged(root, stopping.signal)
      return { note: built ? 'built' : 'up to date', value: undefined }
    })
  }
  let bootstrap: string[] | null = null
  if (options.embedded) {
    const kafka = await step('Kafka', async (say) => {
      const started = await startEmbeddedKafka(place, options, say)
      running.push(started)
      watch(started)
      return { note: `${started.version} on ${started.bootstrap.join(', ')}`, value: started }
    })
    bootstrap = kafka.bootstrap
    for (const sample of options.samples) {
      await step(`Sample ${sample}`, async () => {
        const incident = sample === 'library' ? options.incident : null
        const started = startSample(place, kafka.bootstrap, sample, incident)
        running.push(started)
        watch(started)
        const turn = incident ? `, until the incident ${incident}` : ''
        return { note: `${SAMPLES[sample]}${turn}`, value: undefined }
      })
    }
  }
  const server = await step('Sluice', async () => {
    const { value } = await untilListening(startServer(place, options, bootstrap))
    const asked = options.port === 0 || new URL(value).port === String(options.port)
    const taken = asked ? '' : ` (port ${options.port} is taken)`
    return { note: `${value}${taken}`, value }
  })
  const url = options.dev ? await step('Page', () => untilListening(startPage(place, server))) : server
  console.log(whatToTry({ url, bootstrap, samples: options.samples }))
}

async function start(): Promise<void> {
  const options = parseLaunchOptions(process.argv.slice(2), process.env, process.cwd())
  if (options) await launch(options)
}

start().catch(async (error: unknown) => {
  if (ending) return
  const faults = describeConfigFaults(error)
  complain(faults ?? error)
  await end(faults ? EXIT_CONFIG : 1)
})
