import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FilterPart, ScanRequest, TextFilter } from '@sluice/shared/messages'
import type { KeyFilter } from '@sluice/shared/messages-key'
import { z } from 'zod'
import { AppError } from '#http/app-error.ts'
import type { CursorState, MessageKey } from './cursor-state.ts'
import { bytesOfKey } from './key/key-lookup.ts'

/** Seals and opens the place where a scan goes on. Whoever has no secret can neither make nor change one. */
export interface CursorCodec {
  seal(meaning: string, state: CursorState): string
  /** Throws `CURSOR_INVALID` for what was not sealed here, or for a request of another meaning. */
  open(meaning: string, cursor: string): CursorState
}

const TAG_BYTES = 32

const Signed = z.string().regex(/^-?\d{1,19}$/)
const Whole = z.string().regex(/^\d{1,19}$/)
const Partition = z.int().min(0)
const Key = z.tuple([Signed, Whole, Partition]).nullable()

/** The state on the wire: tuples, since it may name thousands of partitions. */
const Sealed = z.object({
  v: z.literal(1),
  meaning: z.string(),
  topicId: z.string().nullable(),
  pending: z.array(Partition),
  lanes: z.array(z.tuple([Partition, Whole, Whole])).optional(),
  last: Key.optional(),
  windows: z.array(z.tuple([Partition, Whole, Whole, Key])).optional(),
})
type Sealed = z.infer<typeof Sealed>

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
  const { topic, partitions, from, to, isolation, key, filter } = request
  const chosen = partitions === undefined ? null : [...new Set(partitions)].sort((a, b) => a - b)
  const text = JSON.stringify([
    ...[cluster, topic, chosen, from, to ?? null, isolation, meaningOfFilter(filter)],
    ...(key === undefined ? [] : [meaningOfKey(key)]),
  ])
  return createHash('sha256').update(text).digest('base64url')
}

/** Absent where there is none, so that cursors of scans without a filter stay as they were. */
function meaningOfFilter(
  filter: TextFilter | undefined,
): [string, FilterPart[], boolean, boolean] | undefined {
  if (filter === undefined) return undefined
  const { text, in: parts, caseSensitive, bytes } = filter
  return [text, [...new Set(parts)].sort(), caseSensitive, bytes]
}

/** By its bytes: the same key means the same as text and as base64. */
function meaningOfKey(key: KeyFilter): [string | null, KeyFilter['partitions']] {
  return [bytesOfKey(key)?.toString('base64') ?? null, key.partitions]
}

function pack(meaning: string, { topicId, pending, place }: CursorState): Sealed {
  const head = { v: 1 as const, meaning, topicId, pending }
  if (place.order === 'forward') {
    return { ...head, lanes: place.lanes.map(({ partition, next, end }) => [partition, `${next}`, `${end}`]) }
  }
  return {
    ...head,
    last: packKey(place.last),
    windows: place.windows.map(({ partition, upper, floor, above }) => {
      return [partition, `${upper}`, `${floor}`, packKey(above)]
    }),
  }
}

function unpack({ topicId, pending, lanes, last, windows }: Sealed): CursorState {
  if (lanes !== undefined) {
    const read = lanes.map(([partition, next, end]) => ({ partition, next: BigInt(next), end: BigInt(end) }))
    return { topicId, pending, place: { order: 'forward', lanes: read } }
  }
  const read = (windows ?? []).map(([partition, upper, floor, above]) => {
    return { partition, upper: BigInt(upper), floor: BigInt(floor), above: unpackKey(above) }
  })
  return { topicId, pending, place: { order: 'newest-first', last: unpackKey(last ?? null), windows: read } }
}

function packKey(key: MessageKey | null): z.infer<typeof Key> {
  return key === null ? null : [`${key.timestamp}`, `${key.offset}`, key.partition]
}

function unpackKey(key: z.infer<typeof Key>): MessageKey | null {
  if (key === null) return null
  const [timestamp, offset, partition] = key
  return { timestamp: BigInt(timestamp), offset: BigInt(offset), partition }
}

function invalid(why: string): AppError {
  return new AppError('CURSOR_INVALID', `${why} Start a new scan.`)
}
