import { type EntityId, entityId } from '@sluice/shared/topology-evidence'
import type { Observation } from '../evidence.ts'
import type { QueuedRecord } from './batch-queue.ts'
import { plainOf } from './census.ts'
import type { HeaderClaim, HeaderWords } from './header-conventions.ts'

/** What was told before is told again no more often than this. */
const TELL_MS = 10_000
const FORGET_MS = 600_000
const PIECES_MAX = 100_000
/** Places whose values are remembered: those that were seen last. */
const PLACES_MAX = 50_000
/** A header with more values than this in one topic names no service. */
const VALUES_MAX = 24
/** What is said by a record that was passed on, of who wrote it here. */
const FORWARDED_WEIGHT = 0.2
const DEAD_LETTER_WEIGHT = 0.99
const CONNECTOR_WEIGHT = 0.95
const CONNECTOR_HEADER = '__connect.errors.connector.name'
const DEAD_LETTER_HEADER = 'kafka_dlt-original-consumer-group'

/** One thing that records say. */
interface Said {
  subject: EntityId
  relation: 'writes' | 'partOf'
  object: EntityId
  weight: number
  header: string
  value: string
  /** It says so only if there is a group of this name. */
  ifGroup?: string
}

interface Piece {
  said: Said
  records: number
  /** Of these, those that were not passed on. */
  own: number
  /** Of these, those that were told of before. */
  counted: number
  newest: Pick<QueuedRecord, 'topic' | 'partition' | 'offset' | 'at'>
  toldAt: number | null
}

/** What records say of their writers, summed up by topic and writer. */
export class ClaimBook {
  readonly #pieces = new Map<string, Piece>()
  /** Records looked at of each writer, since all was told. */
  readonly #looked = new Map<EntityId, number>()
  readonly #values = new Map<string, Set<string>>()
  #beatAt = Number.NEGATIVE_INFINITY

  add(record: QueuedRecord, words: HeaderWords): void {
    const writer = writerOf(record)
    const topic = entityId('topic', record.topic)
    this.#looked.set(writer, (this.#looked.get(writer) ?? 0) + 1)
    for (const claim of words.claims) this.#claimed(record, claim, words.forwarded)
    const { deadLetterOf, connector } = words
    if (deadLetterOf) {
      const subject = entityId('group', deadLetterOf)
      const [header, value, weight] = [DEAD_LETTER_HEADER, deadLetterOf, DEAD_LETTER_WEIGHT]
      this.#count(record, { subject, relation: 'writes', object: topic, weight, header, value })
    }
    if (connector) this.#gaveUp(record, connector)
  }

  /** `known`: whether a group of this name is there. */
  tell(now: number, known: (group: string) => boolean): Observation[] {
    const isBeat = Math.abs(now - this.#beatAt) >= TELL_MS
    const told: Observation[] = []
    for (const [key, piece] of this.#pieces) {
      const { said, records, toldAt } = piece
      const is = this.#isIdentity(said) && (said.ifGroup === undefined || known(said.ifGroup))
      if (is && records > piece.counted && (isBeat || toldAt === null)) {
        told.push(this.#toObservation(piece))
        Object.assign(piece, { toldAt: now, counted: records })
      }
      if (isBeat) Object.assign(piece, { records: 0, own: 0, counted: 0 })
      // What was never told is told, or is of nobody, as soon as its records came.
      const idle = now - piece.newest.at > FORGET_MS && now - (piece.toldAt ?? 0) > FORGET_MS
      if (idle || this.#pieces.size > PIECES_MAX) this.#pieces.delete(key)
    }
    if (isBeat) {
      this.#looked.clear()
      this.#beatAt = now
    }
    return told
  }

  #claimed(record: QueuedRecord, { header, value, weight }: HeaderClaim, forwarded: boolean): void {
    const writer = writerOf(record)
    const inTopic = this.#note(`topic:${record.topic} ${header}`, value)
    // A bridge writes for many: what they say stands, though it is none of them.
    const ofWriter = this.#note(`${writer} ${header}`, value)
    if (!inTopic) return
    const claim = entityId('claim', `${header}=${value}`)
    const object = entityId('topic', record.topic)
    const own = forwarded ? 0 : 1
    this.#count(record, { subject: claim, relation: 'writes', object, weight, header, value }, own)
    if (!ofWriter) return
    this.#count(record, { subject: writer, relation: 'partOf', object: claim, weight, header, value }, own)
  }

  /** Connect reads for a sink connector in a group of its name, unless it was told another. */
  #gaveUp(record: QueuedRecord, connector: string): void {
    const group = `connect-${connector}`
    const [claim, topic] = [entityId('claim', `connector=${connector}`), entityId('topic', record.topic)]
    const by = { weight: CONNECTOR_WEIGHT, header: CONNECTOR_HEADER, value: connector }
    this.#count(record, { subject: claim, relation: 'writes', object: topic, ...by })
    this.#count(record, { subject: writerOf(record), relation: 'partOf', object: claim, ...by })
    const subject = entityId('group', group)
    this.#count(record, { subject, relation: 'writes', object: topic, ...by, ifGroup: group })
  }

  #count({ topic, partition, offset, at }: QueuedRecord, said: Said, own = 1): void {
    const key = `${said.subject}\n${said.relation}\n${said.object}`
    const piece = this.#pieces.get(key) ?? { records: 0, own: 0, counted: 0, toldAt: null }
    const newest = { topic, partition, offset, at }
    this.#pieces.set(key, { ...piece, said, newest, records: piece.records + 1, own: piece.own + own })
  }

  /** False: there are too many values by now. */
  #note(place: string, value: string): boolean {
    const values = this.#values.get(place) ?? new Set()
    if (values.size <= VALUES_MAX) values.add(value)
    // Set anew, so that those not seen for longest stand first: each session of a program that lives shortly is a place.
    this.#values.delete(place)
    this.#values.set(place, values)
    const [oldest] = this.#values.size > PLACES_MAX ? this.#values.keys() : []
    if (oldest !== undefined) this.#values.delete(oldest)
    return values.size <= VALUES_MAX
  }

  /** Whether its header has few enough values, in this topic and of this writer, to name services. */
  #isIdentity({ subject, relation, object, header }: Said): boolean {
    const place = relation === 'writes' ? object : subject
    return (this.#values.get(`${place} ${header}`)?.size ?? 0) <= VALUES_MAX
  }

  #toObservation({ said, records, own, counted, newest }: Piece): Observation {
    const { subject, relation, object, weight, header, value } = said
    const { topic, partition, offset, at } = newest
    const of = relation === 'partOf' ? this.#looked.get(subject) : undefined
    return {
      ...{ subject, relation, object, class: 'header', at, count: records - counted },
      weight: own > 0 ? weight : FORWARDED_WEIGHT,
      sample: { kind: 'record', topic, partition, offset: `${offset}` },
      facts: {
        ...{ header, value, records: `${records}` },
        ...(of !== undefined && { of: `${of}` }),
        ...(own === 0 && { forwarded: 'true' }),
      },
    }
  }
}

/** The session, or the form of what has none. */
export function writerOf({ topic, batch }: QueuedRecord): EntityId {
  const { producerId, codec } = batch.header
  return producerId < 0n ? plainOf(topic, codec) : entityId('session', `${producerId}`)
}
