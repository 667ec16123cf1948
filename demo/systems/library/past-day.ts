import { Random } from '../random.ts'
import { rankWith } from './domain/best-books.ts'
import { DAY } from './domain/day-rhythm.ts'
import type { StreamRecord } from './domain/events.ts'
import { step } from './domain/patrons.ts'
import type { WallTime } from './domain/rental-desk.ts'
import type { LibraryWorld } from './library-world.ts'
import { SERVICE_NAMES, SERVICES, type ServiceDeclaration, type ServiceName } from './service-table.ts'

export interface WrittenRecord {
  by: ServiceName
  record: StreamRecord
}

/** A saga ends after a handful of records; more than this would be services answering each other for ever. */
const RECORDS_PER_VISIT_MAX = 20
const RENTALS_PER_RANKING = 4
/** The last sagas of the day end before `endsAt`. */
const SETTLING_MS = 5_000

/**
 * Lets one library day pass at the pace of real time, ending at `endsAt`, with the same rules as live but an in-memory
 * bus between the services. The world is left as that day ended; the records come in order of time.
 */
export function livePastDay(world: LibraryWorld, endsAt: number): WrittenRecord[] {
  const start = world.patrons.clock
  const wallTime: WallTime = (libraryTime) => Math.round(endsAt - SETTLING_MS - DAY + (libraryTime - start))
  const latency = new Random(world.patrons.random)
  const { patrons, visits } = step(world.patrons, start + DAY)
  world.patrons = patrons
  const written: WrittenRecord[] = []
  let unranked: string[] = []
  for (const visit of visits) {
    const first = world.desk.visit(visit, wallTime)
    const saga = settle(
      world,
      first.map((record) => ({ by: 'rental', record })),
      latency,
    )
    written.push(...saga)
    for (const record of first) {
      if (record.stream !== 'rental.book-rented') continue
      unranked.push(record.value.information.isbn)
      if (unranked.length < RENTALS_PER_RANKING) continue
      const at = record.at + Math.round(latency.between(200, 2_000))
      const { ranking, changes } = rankWith(world.ranking, unranked, at)
      world.ranking = ranking
      unranked = []
      written.push(...changes.map((change): WrittenRecord => ({ by: 'best-book', record: change })))
    }
  }
  return written.sort((a, b) => a.record.at - b.record.at)
}

/** Hands each record to the services that read its stream, and theirs to the next, until nobody has anything to say. */
function settle(world: LibraryWorld, first: WrittenRecord[], latency: Random): WrittenRecord[] {
  const written = [...first]
  for (let next = 0; next < written.length && written.length < RECORDS_PER_VISIT_MAX; next += 1) {
    const incoming = written[next]?.record
    if (!incoming) break
    for (const by of SERVICE_NAMES) {
      const { reads }: ServiceDeclaration = SERVICES[by]
      if (!reads.includes(incoming.stream)) continue
      const now = incoming.at + Math.round(latency.between(8, 120))
      for (const record of reactionOf(world, by, incoming, now)) written.push({ by, record })
    }
  }
  return written
}

function reactionOf(world: LibraryWorld, by: ServiceName, record: StreamRecord, now: number): StreamRecord[] {
  if (by === 'rental') return world.desk.react(record, now)
  if (by === 'member') return world.ledger.react(record, now)
  return by === 'book' ? world.shelf.react(record, now) : []
}
