import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { makeTopics } from '../kafka/make-topics.ts'
import { Outage, persist } from '../kafka/persist.ts'
import { createClient } from '../kafka/quiet-kafkajs.ts'
import { type Report, reportToStderr } from '../kafka/report.ts'
import type { StreamReader } from '../kafka/stream-reader.ts'
import { paceOfIncident } from './domain/pace.ts'
import { beginIncident } from './incidents/begin-incident.ts'
import { INCIDENT_AFTER_MS, type Incident } from './incidents/incident.ts'
import { Publisher } from './kafka/publisher.ts'
import { readTail } from './kafka/read-tail.ts'
import { type LibraryWorld, openLibrary } from './library-world.ts'
import { livePastDay } from './past-day.ts'
import { restoreWorld } from './restore-world.ts'
import { SERVICE_NAMES, SERVICES, type ServiceName } from './service-table.ts'
import { bestBookReader } from './services/best-book-service.ts'
import { keepCounter } from './services/rental-counter.ts'
import { type ServiceContext, sagaReader } from './services/saga-service.ts'
import { keepStopped } from './stopped-services.ts'
import { TOPIC_PLANS } from './topic-plans.ts'
import { writePastDay } from './write-past-day.ts'

export interface LibraryOptions {
  brokers: readonly string[]
  seed?: number
  /** Events a second on average, all services together. */
  rate?: number
  report?: Report
  /** What goes wrong, and when after the start: a quarter of a minute. */
  incident?: Incident | undefined
  incidentAfterMs?: number
  /** A folder in which people name services to be stopped: `keepStopped`. */
  stops?: string | undefined
  /** Ends a start that is still waiting for Kafka. */
  signal?: AbortSignal
}

export interface RunningLibrary {
  /** Records of the past day that a first start wrote; 0 where there was a past already. */
  readonly history: number
  /** Leaves the groups and closes every connection, within two seconds even where Kafka does not answer. */
  stop(): Promise<void>
}

const DEFAULT_SEED = 20_261_121
const DEFAULT_RATE = 10
const STOP_DEADLINE_MS = 1_500

type Contexts = Record<ServiceName, ServiceContext>
type Readers = Record<ServiceName, StreamReader>

/** Starts every service of the system on one Kafka; resolves when all groups are joined and the counter is open. */
export async function startLibrary(options: LibraryOptions): Promise<RunningLibrary> {
  const { brokers, seed = DEFAULT_SEED, rate = DEFAULT_RATE, report = reportToStderr('library') } = options
  const ending = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal
  const outage = new Outage(report)
  const setup = createClient(brokers, 'library-setup', report)
  const admin = setup.admin()
  const contexts = contextsOf((clientId) => createClient(brokers, clientId, report), {
    admin,
    outage,
    report,
    signal,
  })
  let readers: Readers | null = null
  let living: Promise<unknown> = Promise.resolve()
  const close = async (): Promise<void> => {
    ending.abort()
    const all = async (): Promise<void> => {
      await Promise.all([living, ...Object.values(readers ?? {}).map((reader) => reader.close())])
      await Promise.all(SERVICE_NAMES.map((name) => contexts[name].publisher.close()))
      await admin.disconnect()
    }
    await Promise.race([all(), sleep(STOP_DEADLINE_MS, undefined, { ref: false })])
  }
  try {
    const { world, history } = await findWorld({ seed, setup, admin, contexts, outage, signal })
    readers = readersOf(world, contexts, options)
    await Promise.all(Object.values(readers).map((reader) => reader.open()))
    const counter = keepCounter(world, { publisher: contexts.rental.publisher, rate, signal })
    const { incident, incidentAfterMs: afterMs = INCIDENT_AFTER_MS, stops: folder } = options
    const turn = incident ? beginIncident(incident, { contexts, readers, afterMs, signal }) : null
    const stops = folder ? keepStopped({ folder, readers, report, signal }) : null
    living = Promise.all([counter, turn, stops])
    return { history, stop: close }
  } catch (error) {
    await close()
    throw error
  }
}

function contextsOf(
  clientFor: (clientId: string) => Kafka,
  common: Pick<ServiceContext, 'admin' | 'outage' | 'report' | 'signal'>,
): Contexts {
  const contextOf = (name: ServiceName): ServiceContext => {
    const declaration = SERVICES[name]
    const kafka = clientFor(declaration.clientId)
    return {
      ...common,
      kafka,
      declaration,
      publisher: new Publisher({ kafka, declaration, outage: common.outage, signal: common.signal }),
    }
  }
  return {
    rental: contextOf('rental'),
    member: contextOf('member'),
    book: contextOf('book'),
    'best-book': contextOf('best-book'),
  }
}

function readersOf(
  world: LibraryWorld,
  contexts: Contexts,
  { incident, incidentAfterMs = INCIDENT_AFTER_MS }: LibraryOptions,
): Readers {
  const pace = incident === 'slow-best-book' ? paceOfIncident(incidentAfterMs) : undefined
  return {
    rental: sagaReader(world.desk, contexts.rental),
    member: sagaReader(world.ledger, contexts.member),
    book: sagaReader(world.shelf, contexts.book, { parks: incident === 'poison' }),
    'best-book': bestBookReader(world.ranking, contexts['best-book'], pace),
  }
}

/** A first start writes a day of history and goes on from its evening; a later one reads the state out of the streams. */
async function findWorld(given: {
  seed: number
  setup: Kafka
  admin: Admin
  contexts: Contexts
  outage: Outage
  signal: AbortSignal
}): Promise<{ world: LibraryWorld; history: number }> {
  const { seed, setup, admin, contexts } = given
  const { empty } = await persist(async () => {
    await admin.connect()
    return makeTopics(admin, TOPIC_PLANS, given.signal)
  }, given)
  if (!empty) {
    const tail = await persist(() => readTail(setup, admin), given)
    return { world: restoreWorld(seed, tail), history: 0 }
  }
  const world = openLibrary(seed)
  const history = livePastDay(world, Date.now())
  const { rental, member, book, 'best-book': bestBook } = contexts
  await writePastDay(history, {
    rental: rental.publisher,
    member: member.publisher,
    book: book.publisher,
    'best-book': bestBook.publisher,
  })
  return { world, history: history.length }
}
