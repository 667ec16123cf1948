import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FilterPart, MessageFilter, ScanRequest } from '@sluice/shared/messages'
import type { KeyFilter } from '@sluice/shared/messages-key'
import { z } from 'zod'
import { AppError } from '#http/app-error.ts'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { CursorState, LanePlace, MessageKey, WindowPlace } from './cursor-state.ts'
import { bytesOfKey } from './key/key-lookup.ts'
import { orderOf, topicsOf } from './scan-order.ts'

/** Seals and opens the place where a scan goes on. Whoever has no secret can neither make nor change one. */
export interface CursorCodec {
  seal(meaning: string, state: CursorState): string
  /** Throws `CURSOR_INVALID` for what was not sealed here, or for a request of another meaning. */
  open(meaning: string, cursor: string): CursorState
}

const TAG_BYTES = 32

const Signed = z.string().regex(/^-?\d{1,19}$/)
const Whole = z.string().regex(/^\d{1,19}$/)
/** A topic by its place among the topics named, and a partition of it. */
const Topic = z.int().min(0)
const Partition = z.int().min(0)
const Key = z.tuple([Signed, Whole, Topic, Partition])
/** A key by its place among those of the cursor: thousands of windows wait for the same one. */
const KeyAt = z.int().min(0).nullable()

/** The state on the wire: tuples, since it may name thousands of partitions. */
const Sealed = z.object({
  v: z.literal(3),
  meaning: z.string(),
  /** Names, and the ids of those that could be asked. */
  topics: z.array(z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string().nullable()])])),
  pending: z.array(z.tuple([Topic, Partition])),
  lanes: z.array(z.tuple([Topic, Partition, Whole, Whole])).optional(),
  keys: z.array(Key).optional(),
  last: KeyAt.optional(),
  windows: z.array(z.tuple([Topic, Partition, Whole, Whole, Whole, KeyAt])).optional(),
})
type Sealed = z.infer<typeof Sealed>
type Lane = NonNullable<Sealed['lanes']>[number]
type Window = NonNullable<Sealed['windows']>[number]

export function createCursorCodec(secret: Buffer): CursorCodec {
  const tagOf = (body: string): Buffer => createHmac('sha256', secret).update(body).digest()
  return {
    seal(meaning, state) {
      const body = Buffer.from(JSON.stringify(pack(meaning, state))).toString('base64url')
      return `${body}.${tagOf(body).toString('base64url')}`
    },
    open(meaning, cursor) {
      const [body = '', tag = '', ...rest] = cursor.split('.')
      const given = Buffer.from(tag, 'base64url')
      if (rest.length > 0 || given.length !== TAG_BYTES || !timingSafeEqual(given, tagOf(body))) {
        throw invalid('This cursor was not made by this Sluice, or it was changed.')
      }
      const sealed = Sealed.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      if (!sealed.success) throw invalid('This cursor was made by another version of Sluice.')
      if (sealed.data.meaning !== meaning) throw invalid('This cursor belongs to a different request.')
      return unpack(sealed.data)
    },
  }
}

/** What a cursor is bound to: everything that decides which messages a scan returns, so not the size of its pages. */
export function meaningOf(cluster: string, request: ScanRequest): string {
  const { partitions, from, to, isolation, key, filter } = request
  const chosen = partitions === undefined ? null : [...new Set(partitions)].sort((a, b) => a - b)
  const what = [cluster, topicsOf(request), chosen, from, to ?? null, orderOf(request), isolation]
  return createHash('sha256')
    .update(JSON.stringify([...what, meaningOfKey(key), meaningOfFilter(filter)]))
    .digest('base64url')
}

function meaningOfFilter(
  filter: MessageFilter | undefined,
): [string | null, FilterPart[], boolean, boolean, string | null] | undefined {
  if (filter === undefined) return undefined
  const { text = null, in: parts, caseSensitive, bytes, cel = null } = filter
  return [text, [...new Set(parts)].sort(), caseSensitive, bytes, cel]
}

/** By its bytes: the same key means the same as text and as base64. */
function meaningOfKey(key: KeyFilter | undefined): [string | null, KeyFilter['partitions']] | null {
  return key === undefined ? null : [bytesOfKey(key)?.toString('base64') ?? null, key.partitions]
}

function pack(meaning: string, state: CursorState): Sealed {
  const names = new Numbers(state.topics.map(({ topic }) => topic))
  const keys = new Numbers()
  const idOf = ({ topic, partition }: TopicPartitionId): [number, number] => [names.of(topic), partition]
  const keyAt = (key: MessageKey | null): z.infer<typeof KeyAt> =>
    key === null ? null : keys.of(JSON.stringify([`${key.timestamp}`, `${key.offset}`, ...idOf(key)]))
  const pending = state.pending.map(idOf)
  const { place } = state
  const places =
    'lanes' in place
      ? { lanes: place.lanes.map((lane): Lane => [...idOf(lane), `${lane.next}`, `${lane.end}`]) }
      : {
          last: keyAt(place.last),
          windows: place.windows.map((window): Window => {
            const { upper, floor, start, above } = window
            return [...idOf(window), `${upper}`, `${floor}`, `${start}`, keyAt(above)]
          }),
          keys: keys.all.map((key) => Key.parse(JSON.parse(key))),
        }
  const ids = new Map(state.topics.map(({ topic, topicId }) => [topic, topicId]))
  const topics = names.all.map((topic): Sealed['topics'][number] => {
    const id = ids.get(topic)
    return id === undefined ? [topic] : [topic, id]
  })
  return { v: 3, meaning, topics, pending, ...places }
}

function unpack({ topics, pending, lanes, keys, last, windows }: Sealed): CursorState {
  const id = (topic: number, partition: number): TopicPartitionId => {
    const name = topics[topic]?.[0]
    if (name === undefined) throw invalid('This cursor names a topic that it does not hold.')
    return { topic: name, partition }
  }
  const keyOf = (at: z.infer<typeof KeyAt>): MessageKey | null => {
    if (at === null) return null
    const key = keys?.[at]
    if (key === undefined) throw invalid('This cursor names a message that it does not hold.')
    return { timestamp: BigInt(key[0]), offset: BigInt(key[1]), ...id(key[2], key[3]) }
  }
  const lane = ([topic, partition, next, end]: Lane): LanePlace => {
    return { ...id(topic, partition), next: BigInt(next), end: BigInt(end) }
  }
  const window = ([topic, partition, upper, floor, start, above]: Window): WindowPlace => {
    return {
      ...id(topic, partition),
      upper: BigInt(upper),
      floor: BigInt(floor),
      start: BigInt(start),
      above: keyOf(above),
    }
  }
  return {
    topics: topics.flatMap(([topic, topicId]) => (topicId === undefined ? [] : [{ topic, topicId }])),
    pending: pending.map(([topic, partition]) => id(topic, partition)),
    place:
      lanes !== undefined
        ? { lanes: lanes.map(lane) }
        : { last: keyOf(last ?? null), windows: (windows ?? []).map(window) },
  }
}

/** Numbers for texts, in the order in which they turn up. */
class Numbers {
  readonly all: string[] = []
  readonly #of = new Map<string, number>()

  constructor(texts: readonly string[] = []) {
    for (const text of texts) this.of(text)
  }

  of(text: string): number {
    const known = this.#of.get(text)
    if (known !== undefined) return known
    this.#of.set(text, this.all.length)
    return this.all.push(text) - 1
  }
}

function invalid(why: string): AppError {
  return new AppError('CURSOR_INVALID', `${why} Start a new scan.`)
}
