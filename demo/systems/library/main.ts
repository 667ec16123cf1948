import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { reportToStderr } from '../kafka/report.ts'
import { INCIDENTS, type Incident, isIncident } from './incidents/incident.ts'
import { startLibrary } from './start-library.ts'

const USAGE = 'usage: node main.ts --brokers host:port[,host:port] [--seed n] [--rate n] [--incident name]'

interface Arguments {
  brokers: string[]
  seed?: number
  rate?: number
  incident?: Incident
}

/** Every fault of the command line, or what it says. */
function readArguments(args: string[]): Arguments | { faults: string[] } {
  const { values } = parseArgs({
    args,
    strict: true,
    options: {
      brokers: { type: 'string' },
      seed: { type: 'string' },
      rate: { type: 'string' },
      incident: { type: 'string' },
    },
  })
  const brokers = (values.brokers ?? '').split(',').filter((broker) => broker !== '')
  const seed = values.seed === undefined ? undefined : Number(values.seed)
  const rate = values.rate === undefined ? undefined : Number(values.rate)
  const faults: string[] = []
  if (brokers.length === 0) faults.push('--brokers is missing')
  for (const broker of brokers)
    if (!/^\S+:\d{1,5}$/.test(broker)) faults.push(`--brokers: "${broker}" is not host:port`)
  if (seed !== undefined && !Number.isSafeInteger(seed)) faults.push('--seed must be a whole number')
  if (rate !== undefined && !(rate > 0 && rate <= 500)) faults.push('--rate must be above 0 and at most 500')
  const { incident } = values
  if (incident !== undefined && !isIncident(incident))
    faults.push(`--incident must be one of ${Object.keys(INCIDENTS).join(', ')}`)
  if (faults.length > 0) return { faults }
  return {
    brokers,
    ...(seed === undefined ? {} : { seed }),
    ...(rate === undefined ? {} : { rate }),
    ...(incident !== undefined && isIncident(incident) ? { incident } : {}),
  }
}

function refuse(faults: string[]): never {
  process.stderr.write(`${[...faults, USAGE].join('\n')}\n`)
  process.exit(2)
}

function parse(): Arguments {
  try {
    const parsed = readArguments(process.argv.slice(2))
    return 'faults' in parsed ? refuse(parsed.faults) : parsed
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error)])
  }
}

async function main(): Promise<void> {
  const options = parse()
  const starting = new AbortController()
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.on(name, () => {
        starting.abort()
        resolve()
      })
  })
  try {
    const startedAt = Date.now()
    const library = await startLibrary({ ...options, signal: starting.signal })
    const past = library.history > 0 ? `, ${library.history} events of the past day written` : ''
    process.stdout.write(`library is open after ${((Date.now() - startedAt) / 1_000).toFixed(1)} s${past}\n`)
    await asked
    await library.stop()
  } catch (error) {
    if (!starting.signal.aborted) {
      reportToStderr('library')('error', 'the library cannot go on', { reason: String(error) })
      process.exit(1)
    }
  }
  // kafkajs may still be waiting for a broker that is away.
  process.exit(0)
}

// It runs for days beside somebody's work: a small heap is worth more here than speed.
setFlagsFromString('--optimize-for-size')
await main()
