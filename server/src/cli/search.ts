import { once } from 'node:events'
import { type ExportStatus, ExportTrailer } from '@sluice/shared/messages-export'
import type { SearchThreads } from '../compose-threads.ts'
import { ConfigError, type ConfigFault } from '../config/config-fault.ts'
import { loadConfig } from '../config/load-config.ts'
import { VERSION } from '../version.ts'
import { askServer } from './ask-server.ts'
import { LastLine } from './last-line.ts'
import { ownGateway } from './own-gateway.ts'
import { parseSearchLine, type SearchLine } from './search-flags.ts'
import { searchHelp } from './search-help.ts'
import { planSearch, type SearchPlan } from './search-plan.ts'
import { SearchProgress } from './search-progress.ts'
import { type OpenSource, SearchFault, type SearchSource } from './search-source.ts'

const FOUND = 0
const NOT_FOUND = 1
const FAILED = 2
const INTERRUPTED = 130

const say = (message: string): void => void process.stderr.write(`sluice: ${message}\n`)

/** `sluice search`: answers the exit code. Threads of its own are needed only where no Sluice is asked. */
export async function search(argv: readonly string[], createThreads: () => SearchThreads): Promise<number> {
  const line = parseSearchLine(argv)
  if (line.help) {
    process.stdout.write(`${searchHelp(VERSION)}\n`)
    return FOUND
  }
  try {
    const prepared = prepare(line, createThreads)
    if (prepared === null) return FAILED
    const { plan, open } = prepared
    return await run(plan, open, line.given.has('progress') || process.stderr.isTTY === true)
  } catch (error) {
    if (!(error instanceof SearchFault)) throw error
    say(error.message)
    return FAILED
  }
}

function prepare(
  line: SearchLine,
  createThreads: () => SearchThreads,
): { plan: SearchPlan; open: OpenSource } | null {
  const { plan, faults } = planSearch(line, Date.now())
  const direct = line.settings.some(({ path: [root, leaf] }) => root === 'config' || leaf === 'brokers')
  const [stray] = line.settings
  if (!direct && stray !== undefined)
    faults.push({ where: stray.where, message: 'goes with --brokers or --config only' })
  if (plan !== null && faults.length === 0) {
    const open = direct ? directly(line, createThreads, faults) : askServer(plan.origin)
    if (open !== null) return { plan, open }
  }
  for (const { where, message } of faults) say(`${where}: ${message}`)
  return null
}

function directly(
  { settings }: SearchLine,
  createThreads: () => SearchThreads,
  faults: ConfigFault[],
): OpenSource | null {
  try {
    const config = loadConfig({ flags: settings, faults: [], env: process.env, cwd: process.cwd() })
    return ownGateway(config, createThreads)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    faults.push(...error.faults)
    return null
  }
}

async function run({ cluster, request }: SearchPlan, open: OpenSource, shown: boolean): Promise<number> {
  const source = await open(cluster, request)
  let stopped: number | null = null
  const stop = (code: number) => {
    stopped ??= code
    void source.end()
  }
  process.once('SIGINT', () => stop(INTERRUPTED))
  process.once('SIGTERM', () => stop(INTERRUPTED + 13))
  // Whoever reads has enough: that is how `head` ends a pipe.
  process.stdout.on('error', () => stop(FOUND))
  const progress = shown ? new SearchProgress(process.stderr, source.status) : null
  progress?.start()
  let trailer: ExportTrailer | null = null
  try {
    trailer = await copy(source)
  } catch {
    // A transfer that was broken off has its reason in the status, or was ended from here.
  }
  const status = await source.status().catch(() => null)
  progress?.end(status)
  if (stopped === null) await source.end()
  return stopped ?? outcome(trailer, status)
}

/** Writes messages as they come, no faster than they are taken; answers what the last line says. */
async function copy({ body }: SearchSource): Promise<ExportTrailer | null> {
  const lines = new LastLine()
  for await (const chunk of body) {
    const out = lines.pass(chunk)
    if (out.length > 0 && !process.stdout.write(out)) await once(process.stdout, 'drain')
  }
  // The process ends with the search, and where pipes are not synchronous it would take the last lines along.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()))
  return ExportTrailer.safeParse(JSON.parse(lines.rest.toString() || 'null')).data ?? null
}

function outcome(trailer: ExportTrailer | null, status: ExportStatus | null): number {
  const { end } = trailer ?? {}
  if (end?.complete) return end.messages > 0 ? FOUND : NOT_FOUND
  const { fault = null, missing = [], notes = [] } = end ?? status ?? {}
  if (fault !== null) say(fault.message)
  for (const { topic, partition, message } of missing)
    say(`${topic}${partition === null ? '' : ` partition ${partition}`}: ${message}`)
  for (const { code, message } of notes) if (code === 'corrupt' || code === 'log-start-moved') say(message)
  say('The answer is incomplete.')
  return FAILED
}
