import { join } from 'node:path'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import type { LaunchOptions } from './launch-options.ts'
import type { Sample } from './samples.ts'
import { type CrashReport, type SupervisedChild, startChild } from './supervised-child.ts'

export interface Place {
  root: string
  /** The ignored folder that holds data, logs and state. */
  state: string
  signal: AbortSignal
}

export interface Running extends SupervisedChild {
  /** Whether the rest makes no sense without it. */
  needed: boolean
  stopsLast: boolean
}

const LISTEN_DEADLINE_MS = 20_000

export async function startEmbeddedKafka(
  place: Place,
  { fresh }: Pick<LaunchOptions, 'fresh'>,
  say: (line: string) => void,
): Promise<Running & { bootstrap: string[]; version: string }> {
  const cluster = await startKafka({
    dataDir: join(place.state, 'kafka'),
    fresh,
    port: 9092,
    onProgress: say,
    signal: place.signal,
  })
  const crashed = Promise.race(
    cluster.nodes.map(async (node) => {
      const exit = await node.exited
      const how = exit.signal ? `ended by ${exit.signal}` : `ended with code ${exit.code}`
      return { name: 'Kafka', how, logFile: node.logFile, lastLines: exit.lastLines }
    }),
  )
  return {
    bootstrap: cluster.bootstrap,
    version: cluster.version,
    crashed,
    stop: () => cluster.stop(),
    needed: true,
    stopsLast: true,
  }
}

export function startSample(
  place: Place,
  bootstrap: readonly string[],
  sample: Sample,
  incident: LaunchOptions['incident'],
): Running {
  const child = startChild({
    name: `The sample system ${sample}`,
    args: [
      join(place.root, `demo/systems/${sample}/main.ts`),
      '--brokers',
      bootstrap.join(','),
      ...(incident === null ? [] : ['--incident', incident]),
      ...(sample === 'library' ? ['--stops', join(place.state, 'stop')] : []),
    ],
    cwd: place.root,
    env: compiledOnce(place),
    logFile: join(place.state, `logs/${sample}.log`),
  })
  return { ...child, needed: false, stopsLast: false }
}

/** Node keeps compiled code here: later starts are quicker, and each process holds 20 to 30 MB less. */
function compiledOnce(place: Place): Record<string, string> {
  return { NODE_COMPILE_CACHE: join(place.root, '.cache/compile') }
}

/**
 * A scan makes much that dies at once. Node would let the space for it grow to three times this, for no speed: so a
 * search stays below 150 MB, and its pauses below 30 ms.
 */
const SMALL_YOUNG_SPACE = '--max-semi-space-size=8'

/** The sample systems commit every second or two: what stands still for a minute there is in trouble. */
const SAMPLES_WINDOW_MS = '60000'

export function startServer(
  place: Place,
  options: LaunchOptions,
  bootstrap: readonly string[] | null,
): Running & { url: Promise<string> } {
  const entry = options.dev ? 'server/src/main.ts' : 'dist/server/main.js'
  const brokers = bootstrap ? ['--brokers', bootstrap.join(',')] : []
  const data = options.serverArgs.some((arg) => arg.startsWith('--data-dir'))
    ? []
    : ['--data-dir', join(place.state, 'data')]
  const { SLUICE_LAG_WINDOW_MS: window = SAMPLES_WINDOW_MS } = process.env
  return startListener(place, {
    name: 'Sluice',
    args: [
      SMALL_YOUNG_SPACE,
      ...(options.dev ? ['--watch'] : []),
      join(place.root, entry),
      '--port-search',
      ...brokers,
      ...data,
      ...options.serverArgs,
    ],
    ...(bootstrap && options.samples.length > 0 ? { env: { SLUICE_LAG_WINDOW_MS: window } } : {}),
    says: /^\{"event":"listening","url":"([^"]+)"/,
    logFile: join(place.state, 'logs/sluice.log'),
  })
}

/** The page from its sources, with hot reload; `/api` goes on to the server. */
export function startPage(place: Place, server: string): Running & { url: Promise<string> } {
  return startListener(place, {
    name: 'Vite',
    args: [join(place.root, 'node_modules/vite/bin/vite.js'), '--mode', 'web', '--clearScreen', 'false'],
    env: { SLUICE_DEV_API: server, NO_COLOR: '1' },
    says: /Local:\s+(http:\S+)/,
    logFile: join(place.state, 'logs/vite.log'),
  })
}

function startListener(
  place: Place,
  spec: { name: string; args: string[]; env?: Record<string, string>; says: RegExp; logFile: string },
): Running & { url: Promise<string> } {
  const heard = Promise.withResolvers<string>()
  const child = startChild({
    name: spec.name,
    args: spec.args,
    env: { ...compiledOnce(place), ...spec.env },
    cwd: place.root,
    logFile: spec.logFile,
    onLine: (line) => {
      const said = spec.says.exec(line)
      if (said?.[1]) heard.resolve(said[1])
    },
  })
  const url = withinDeadline(spec.name, heard.promise, child.crashed, place.signal)
  return { ...child, needed: true, stopsLast: false, url }
}

async function withinDeadline(
  name: string,
  heard: Promise<string>,
  crashed: Promise<CrashReport>,
  signal: AbortSignal,
): Promise<string> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(LISTEN_DEADLINE_MS)])
  const tooLate = new Promise<never>((_, reject) => {
    const say = (): void => reject(new Error(`${name} did not start to listen in time.`))
    deadline.addEventListener('abort', say, { once: true })
  })
  const fell = crashed.then((crash) => Promise.reject(new Error(describeCrash(crash))))
  return await Promise.race([heard, tooLate, fell])
}

export function describeCrash(crash: CrashReport): string {
  const lines = crash.lastLines.map((line) => `    ${line}`).join('\n')
  return `\n  ${crash.name} ${crash.how}. Its last lines (all of them: ${crash.logFile}):\n${lines || '    (none)'}\n`
}
