import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { makeTopics } from './kafka/make-topics.ts'
import { Outage, persist } from './kafka/persist.ts'
import { Publisher } from './kafka/publisher.ts'
import { createClient } from './kafka/quiet-kafkajs.ts'
import { readTail } from './kafka/read-tail.ts'
import { type Report, reportToStderr } from './kafka/report.ts'
import type { StreamReader } from './kafka/stream-reader.ts'
import { type LibraryWorld, openLibrary } from './library-world.ts'
import { livePastDay } from './past-day.ts'
import { restoreWorld } from './restore-world.ts'
import { SERVICE_NAMES, SERVICES, type ServiceName } from './service-table.ts'
import { bestBookReader } from './services/best-book-service.ts'
import { keepCounter } from './services/rental-counter.ts'
import { type ServiceContext, sagaReader } from './services/saga-service.ts'
import { writePastDay } from './write-past-day.ts'

export interface LibraryOptions {
  brokers: readonly string[]
  seed?: number
  /** Events a second on average, all services together. */
  rate?: number
  report?: Report
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

/** Starts every service of the system on one Kafka; resolves when all groups are joined and the counter is open. */
export async function startLibrary(options: LibraryOptions): Promise<RunningLibrary> {
  const { brokers, seed = DEFAULT_SEED, rate = DEFAULT_RATE, report = reportToStderr } = options
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
  let readers: StreamReader[] = []
  let counter: Promise<void> = Promise.resolve()
  const close = async (): Promise<void> => {
    ending.abort()
    const all = async (): Promise<void> => {
      await Promise.all([counter, ...readers.map((reader) => reader.close())])
      await Promise.all(SERVICE_NAMES.map((name) => contexts[name].publisher.close()))
      await admin.disconnect()
    }
    await Promise.race([all(), sleep(STOP_DEADLINE_MS, undefined, { ref: false })])
  }
  try {
    const { world, history } = await findWorld({ seed, setup, admin, contexts, outage, signal })
    readers = readersOf(world, contexts)
    await Promise.all(readers.map((reader) => reader.open()))
    counter = keepCounter(world, { publisher: contexts.rental.publisher, rate, signal })
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

function readersOf(world: LibraryWorld, contexts: Contexts): StreamReader[] {
  return [
    sagaReader(world.desk, contexts.rental),
    sagaReader(world.ledger, contexts.member),
    sagaReader(world.shelf, contexts.book),
    bestBookReader(world.ranking, contexts['best-book']),
  ]
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
    return makeTopics(admin, given.signal)
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
