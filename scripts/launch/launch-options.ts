import { INCIDENTS, type Incident, isIncident } from '@sluice/demo/systems/library/incidents/incident.ts'
import { type CommandLine, helpText, parseCommandLine } from '../../server/src/cli.ts'
import { ConfigError } from '../../server/src/config/config-fault.ts'
import { loadConfig } from '../../server/src/config/load-config.ts'
import type { Setting } from '../../server/src/config/setting.ts'
import { VERSION } from '../../server/src/version.ts'

export interface LaunchOptions {
  /** Whether a Kafka is started here: not where the configuration names a cluster. */
  embedded: boolean
  samples: boolean
  /** What goes wrong in the sample system, where something is to. */
  incident: Incident | null
  fresh: boolean
  dev: boolean
  /** The port asked for; where it is taken the server takes the next free one. */
  port: number
  /** What is handed on to the server as it is. */
  serverArgs: string[]
}

const INCIDENT = '--incident'

type Environment = Readonly<Record<string, string | undefined>>

/** What the launcher decides itself; every other flag is the server's. */
const SWITCHES = [
  {
    flag: '--no-samples',
    variable: 'SLUICE_NO_SAMPLES',
    help: 'The embedded Kafka without the sample system',
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
  const { incident, rest } = takeIncident(argv, env)
  const serverArgs = rest.filter((arg) => !SWITCHES.some(({ flag }) => flag === arg))
  const line = parseCommandLine(serverArgs)
  if (line.action !== 'serve') {
    console.log(line.action === 'help' ? launchHelp() : VERSION)
    return null
  }
  if (incident !== null && !isIncident(incident))
    line.faults.push({ where: INCIDENT, message: `must be one of ${Object.keys(INCIDENTS).join(', ')}` })
  const { embedded, port } = judgeConfig(line, env, cwd)
  return {
    embedded,
    samples: !on('--no-samples'),
    incident: incident !== null && isIncident(incident) ? incident : null,
    fresh: on('--fresh'),
    dev: on('--dev'),
    port,
    serverArgs,
  }
}

/** `--incident name` or `--incident=name`, and what is left of the command line without it. */
function takeIncident(
  argv: readonly string[],
  env: Environment,
): { incident: string | null; rest: string[] } {
  const at = argv.findIndex((arg) => arg === INCIDENT || arg.startsWith(`${INCIDENT}=`))
  const arg = argv[at]
  if (arg === undefined) return { incident: env.SLUICE_INCIDENT || null, rest: [...argv] }
  const joined = arg.startsWith(`${INCIDENT}=`)
  const incident = joined ? arg.slice(INCIDENT.length + 1) : (argv[at + 1] ?? '')
  return { incident, rest: argv.toSpliced(at, joined ? 1 : 2) }
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
  return [
    'npm start -- [flags]: without any, an embedded Kafka and the sample system come with Sluice.',
    '',
    ...own,
    `  ${INCIDENT} name   Something goes wrong in the sample system after a while (SLUICE_INCIDENT=name):`,
    ...incidents,
    '',
    helpText(VERSION),
  ].join('\n')
}
