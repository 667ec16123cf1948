import { INCIDENTS, type Incident, isIncident } from '@sluice/demo/systems/library/incidents/incident.ts'
import { type CommandLine, helpText, parseCommandLine } from '../../server/src/cli.ts'
import { ConfigError } from '../../server/src/config/config-fault.ts'
import { loadConfig } from '../../server/src/config/load-config.ts'
import type { Setting } from '../../server/src/config/setting.ts'
import { VERSION } from '../../server/src/version.ts'
import { ALL_SAMPLES, parseSamples, SAMPLES, type Sample } from './samples.ts'

export interface LaunchOptions {
  /** Whether a Kafka is started here: not where the configuration names a cluster. */
  embedded: boolean
  /** The sample systems that come along. */
  samples: readonly Sample[]
  /** What goes wrong in the library, where something is to. */
  incident: Incident | null
  fresh: boolean
  dev: boolean
  /** The port asked for; where it is taken the server takes the next free one. */
  port: number
  /** What is handed on to the server as it is. */
  serverArgs: string[]
}

const INCIDENT = '--incident'
const WHICH_SAMPLES = '--samples'

type Environment = Readonly<Record<string, string | undefined>>

/** What the launcher decides itself; every other flag is the server's. */
const SWITCHES = [
  {
    flag: '--no-samples',
    variable: 'SLUICE_NO_SAMPLES',
    help: 'The embedded Kafka without the sample systems',
  },
  { flag: '--fresh', variable: 'SLUICE_FRESH', help: 'Forget the embedded Kafka’s data first' },
  { flag: '--dev', variable: 'SLUICE_DEV', help: 'Server and page from their sources, with reload' },
] as const

/**
 * Splits the command line into the launcher's part and the server's. The server's own parser judges its part, so that
 * a fault is told before anything starts. Null after `--help` or `--version`, which are answered here.
 */
export function parseLaunchOptions(
  argv: readonly string[],
  env: Environment,
  cwd: string,
): LaunchOptions | null {
  const on = (flag: (typeof SWITCHES)[number]['flag']): boolean => {
    const variable = SWITCHES.find((known) => known.flag === flag)?.variable ?? ''
    return argv.includes(flag) || ['true', '1', 'yes'].includes(env[variable] ?? '')
  }
  const { value: incident, rest: others } = takeValue(argv, INCIDENT, env.SLUICE_INCIDENT)
  const { value: which, rest } = takeValue(others, WHICH_SAMPLES, env.SLUICE_SAMPLES)
  const samples = which === null ? ALL_SAMPLES : parseSamples(which)
  const serverArgs = rest.filter((arg) => !SWITCHES.some(({ flag }) => flag === arg))
  const line = parseCommandLine(serverArgs)
  if (line.action !== 'serve') {
    console.log(line.action === 'help' ? launchHelp() : VERSION)
    return null
  }
  if (incident !== null && !isIncident(incident))
    line.faults.push({ where: INCIDENT, message: `must be one of ${Object.keys(INCIDENTS).join(', ')}` })
  else if (incident !== null && samples && !samples.includes('library'))
    line.faults.push({
      where: INCIDENT,
      message: 'happens in the sample system library, which is not started',
    })
  if (!samples)
    line.faults.push({
      where: WHICH_SAMPLES,
      message: `must name one or more of ${ALL_SAMPLES.join(', ')}, with commas between`,
    })
  const { embedded, port } = judgeConfig(line, env, cwd)
  return {
    embedded,
    samples: on('--no-samples') ? [] : (samples ?? []),
    incident: incident !== null && isIncident(incident) ? incident : null,
    fresh: on('--fresh'),
    dev: on('--dev'),
    port,
    serverArgs,
  }
}

/** `--flag value` or `--flag=value`, and what is left of the command line without it. */
function takeValue(
  argv: readonly string[],
  flag: string,
  variable: string | undefined,
): { value: string | null; rest: string[] } {
  const at = argv.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`))
  const arg = argv[at]
  if (arg === undefined) return { value: variable || null, rest: [...argv] }
  const joined = arg.startsWith(`${flag}=`)
  const value = joined ? arg.slice(flag.length + 1) : (argv[at + 1] ?? '')
  return { value, rest: argv.toSpliced(at, joined ? 1 : 2) }
}

/** Throws a ConfigError with every fault there is; naming no cluster is none, as one is started here then. */
function judgeConfig(
  { settings, faults }: CommandLine,
  env: Environment,
  cwd: string,
): { embedded: boolean; port: number } {
  const load = (flags: Setting[]): { port: number } => loadConfig({ flags, faults, env, cwd })
  try {
    return { embedded: false, port: load(settings).port }
  } catch (error) {
    if (!(error instanceof ConfigError) || !error.faults.some(({ where }) => where === 'clusters'))
      throw error
  }
  const embedded: Setting = { path: ['local', 'brokers'], value: ['127.0.0.1:9092'], where: 'embedded Kafka' }
  return { embedded: true, port: load([...settings, embedded]).port }
}

/** Every fault of the configuration, one a line, for a person. */
export function describeConfigFaults(error: unknown): string | null {
  if (!(error instanceof ConfigError)) return null
  return [
    'Sluice cannot start with this configuration:',
    ...error.faults.map((f) => `  ${f.where}: ${f.message}`),
  ].join('\n')
}

function launchHelp(): string {
  const own = SWITCHES.map(({ flag, variable, help }) => `  ${flag.padEnd(14)}${help} (${variable}=true)`)
  const incidents = Object.entries(INCIDENTS).map(([name, story]) => `      ${name.padEnd(16)}${story}`)
  const samples = Object.entries(SAMPLES).map(([name, story]) => `      ${name.padEnd(16)}${story}`)
  return [
    'npm start -- [flags]: without any, an embedded Kafka and the sample systems come with Sluice.',
    '',
    ...own,
    `  ${WHICH_SAMPLES} a,b    Which sample systems come along (SLUICE_SAMPLES=a,b); without it, all:`,
    ...samples,
    `  ${INCIDENT} name   Something goes wrong in the library after a while (SLUICE_INCIDENT=name):`,
    ...incidents,
    '',
    helpText(VERSION),
  ].join('\n')
}
