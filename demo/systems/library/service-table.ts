import type { Delivery } from '../kafka/steady-producer.ts'
import type { StreamName } from './domain/events.ts'

export interface ServiceDeclaration {
  clientId: string
  groupId: string
  delivery: Delivery
  compression: 'none' | 'gzip'
  /** Names of the headers on every record it writes; none on some services, as in real life. */
  headers: readonly HeaderName[]
  writes: readonly StreamName[]
  /** Those of `writes` that come of people at the counter, and of nothing that it reads. */
  unprompted: readonly StreamName[]
  reads: readonly StreamName[]
}

export type HeaderName = 'correlation-id' | 'event-type' | 'source'

const ALL_HEADERS: readonly HeaderName[] = ['correlation-id', 'event-type', 'source']

/** Who produces and reads what: the services run by this table, and truth.json must equal it. */
export const SERVICES = {
  rental: {
    clientId: 'rental-service',
    groupId: 'library.rental',
    delivery: 'plain',
    compression: 'gzip',
    headers: ALL_HEADERS,
    writes: [
      'rental.book-rented',
      'rental.book-returned',
      'rental.suspension-lifted',
      'rental.rental-cancelled',
    ],
    unprompted: ['rental.book-rented', 'rental.book-returned', 'rental.suspension-lifted'],
    reads: ['member.rental-rejected', 'book.rental-rejected'],
  },
  member: {
    clientId: 'member-service',
    groupId: 'library.member',
    delivery: 'idempotent',
    compression: 'none',
    headers: ALL_HEADERS,
    writes: ['member.rental-rejected', 'member.points-restored'],
    unprompted: [],
    reads: ['rental.book-rented', 'rental.book-returned', 'rental.suspension-lifted', 'book.rental-rejected'],
  },
  book: {
    clientId: 'book-service',
    groupId: 'library.book',
    delivery: 'plain',
    compression: 'none',
    headers: [],
    writes: ['book.rental-rejected', 'book.loan-released'],
    unprompted: [],
    reads: ['rental.book-rented', 'rental.book-returned', 'member.rental-rejected'],
  },
  'best-book': {
    clientId: 'best-book-service',
    groupId: 'library.best-book',
    delivery: 'transactional',
    compression: 'none',
    headers: [],
    writes: ['best-book.ranking'],
    unprompted: [],
    reads: ['rental.book-rented'],
  },
} as const satisfies Record<string, ServiceDeclaration>

export type ServiceName = keyof typeof SERVICES

export const SERVICE_NAMES: readonly ServiceName[] = ['rental', 'member', 'book', 'best-book']

/** Every stream of the system, each with exactly one writer. */
export const STREAMS: readonly StreamName[] = SERVICE_NAMES.flatMap((name) => SERVICES[name].writes)
