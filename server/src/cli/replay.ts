import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { IDEMPOTENCY_HEADER } from '@sluice/shared/messages-produce'
import { paths } from '@sluice/shared/paths'
import { ReplayJob, ReplayList } from '@sluice/shared/replay-job'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import { VERSION } from '../version.ts'
import { type CallServer, callServer, clusterAt } from './call-server.ts'
import { followReplay } from './follow-replay.ts'
import { parseReplayLine, type ReplayLine } from './replay-flags.ts'
import { replayHelp } from './replay-help.ts'
import { readSpec, specOf } from './replay-spec.ts'
import { jobLines, listLine, planLines } from './replay-words.ts'
import { SearchFault } from './search-source.ts'
import { WatchAsker } from './watch-asker.ts'

const DONE = 0
const OTHERWISE = 1
const FAILED = 2
const WAITS = 3
const LEFT = 130
const DEFAULT_ORIGIN = 'http://127.0.0.1:4400'

const say = (message: string): void => void process.stderr.write(`sluice: ${message}\n`)
const print = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`)
const body = (value: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** `sluice replay`: answers the exit code. */
export async function replay(argv: readonly string[]): Promise<number> {
  // Whoever reads has enough: that is how `head` ends a pipe.
  process.stdout.on('error', () => {})
  const code = await perform(argv)
  // The process ends with the command, and a pipe that is not read yet would lose what waits for it.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()))
  return code
}

async function perform(argv: readonly string[]): Promise<number> {
  const line = parseReplayLine(argv)
  if (line.help) {
    print(replayHelp(VERSION))
    return DONE
  }
  const origin = URL.parse(line.given.get('server') ?? DEFAULT_ORIGIN)
  if (origin === null || !/^https?:$/.test(origin.protocol))
    line.faults.push({
      where: '--server',
      message: `is not the address of a Sluice, such as ${DEFAULT_ORIGIN}`,
    })
  if (line.command === null && line.faults.length === 0)
    line.faults.push({
      where: 'command line',
      message: 'wants plan, run or status; see sluice replay --help',
    })
  if (line.faults.length > 0 || origin === null) return refuse(line.faults)
  try {
    const call = callServer(origin.origin)
    const cluster = await clusterAt(call, line.given.get('cluster') ?? null)
    if (line.command === 'plan') return await plan(call, cluster, line)
    return line.command === 'run' ? await run(call, cluster, line) : await status(call, cluster, line)
  } catch (error) {
    if (!(error instanceof SearchFault)) throw error
    say(error.message)
    return FAILED
  }
}

function refuse(faults: ReplayLine['faults']): number {
  for (const { where, message } of faults) say(`${where}: ${message}`)
  return FAILED
}

async function plan(call: CallServer, cluster: string, line: ReplayLine): Promise<number> {
  const file = line.given.get('spec')
  const { spec, faults } =
    file === undefined ? specOf(line, Date.now()) : readSpec(await readFile(file), file)
  if (spec === null) return refuse(faults)
  const answer = await call(paths.replayPlan(cluster), ReplayPlan, body(spec))
  if (line.given.has('json')) print(JSON.stringify(answer, null, 2))
  else print(...planLines(answer, whereWords(line)))
  return answer.allowed ? DONE : OTHERWISE
}

/** The flags by which the same server and cluster are asked again. */
function whereWords({ given }: ReplayLine): string {
  return ['server', 'cluster']
    .flatMap((flag) => (given.has(flag) ? [`--${flag} ${given.get(flag)} `] : []))
    .join('')
}

async function readFile(file: string): Promise<string> {
  if (file === '-') return await readAll(process.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new SearchFault(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function run(call: CallServer, cluster: string, line: ReplayLine): Promise<number> {
  const { given } = line
  const dry = given.has('dry-run')
  const wanted = dry ? ['plan'] : ['plan', 'confirm', 'why']
  const missing = wanted.filter((flag) => !given.has(flag))
  if (missing.length > 0) return refuse(missing.map((flag) => ({ where: `--${flag}`, message: 'is needed' })))
  const start = body({
    plan: given.get('plan'),
    mode: dry ? 'dry-run' : 'run',
    confirm: given.get('confirm') ?? '',
    why: given.get('why') ?? '',
    who: given.get('who') ?? '',
    accept: given.get('accept')?.split(',').filter(Boolean) ?? [],
  })
  const headers = { ...start.headers, [IDEMPOTENCY_HEADER]: randomUUID() }
  const job = await call(paths.replays(cluster), ReplayJob, { ...start, headers })
  say(`job ${job.id} runs in the server`)
  if (given.has('detach')) {
    if (given.has('json')) print(JSON.stringify(job, null, 2))
    else print(job.id)
    return DONE
  }
  return await watch(call, cluster, { id: job.id, json: given.has('json') })
}

async function watch(
  call: CallServer,
  cluster: string,
  { id, json }: { id: string; json: boolean },
): Promise<number> {
  const asker = new WatchAsker()
  try {
    const onLook = (line: string) => asker.show(line)
    const { job, end } = await followReplay({ call, cluster, onLook, asked: () => asker.asked() }, id)
    asker.close()
    if (json) print(JSON.stringify(job, null, 2))
    else print(...jobLines(job))
    if (end === 'left') {
      say(`The job runs on in the server. To look at it: sluice replay status ${id}`)
      return LEFT
    }
    if (end === 'waits') {
      say('The job waits for a person: resume or abort it in the page of Sluice.')
      return WAITS
    }
    return job.state === 'completed' ? DONE : OTHERWISE
  } finally {
    asker.close()
  }
}

async function status(call: CallServer, cluster: string, line: ReplayLine): Promise<number> {
  const json = line.given.has('json')
  if (line.id === null) {
    const list = await call(paths.replays(cluster), ReplayList)
    if (json) print(JSON.stringify(list, null, 2))
    else if (list.replays.length === 0) say('There are no jobs yet.')
    else print(...list.replays.map(listLine))
    return DONE
  }
  const job = await call(paths.replay(cluster, line.id), ReplayJob)
  if (json) print(JSON.stringify(job, null, 2))
  else print(...jobLines(job))
  return DONE
}
