import type { LinkReader } from './link-reader.ts'
import { type Isolation, SCAN_LIMIT_MAX, SCAN_ORDERS, type ScanOrder, type ScanRequest } from './messages.ts'
import { CEL_BYTES_MAX } from './messages-cel-words.ts'
import { type End, endPosition, readEnd, writeEnd } from './messages-end.ts'
import { DEFAULT_FIND, type Find, filterOf, readFindParts, readFindText, writeFind } from './messages-find.ts'
import { type KeyFind, keyFilterOf, readKeyParams, writeKeyParams } from './messages-key-find.ts'
import { readPartition, readStart, type Start, startPosition, writeStart } from './messages-start.ts'
import { readTopicNames, writeTopicNames } from './messages-topics.ts'

/** What a link of the messages page says is to be read; the command line reads the same links. */
export interface MessagesQuery {
  /** What is read together; null: the one topic that the link's path names. */
  topics: readonly string[] | null
  start: Start
  end: End
  /** Null: all of them; always so where `topics` are named. */
  partitions: readonly number[] | null
  limit: number
  isolation: Isolation
  /** Null: every message. */
  find: Find | null
  /** Null: whatever their keys. */
  key: KeyFind | null
  /** An expression in CEL; null: none. */
  cel: string | null
  /** Null: the one that suits the rest. */
  order: ScanOrder | null
}

const LIMIT_DEFAULT = 100
export const DEFAULT_QUERY: MessagesQuery = {
  topics: null,
  start: { kind: 'newest' },
  end: null,
  partitions: null,
  limit: LIMIT_DEFAULT,
  isolation: 'read_committed',
  find: null,
  key: null,
  cel: null,
  order: null,
}

const ISOLATION_WORDS: Readonly<Record<Isolation, string | undefined>> = {
  read_committed: undefined,
  read_uncommitted: 'uncommitted',
  all: 'all',
}

/** Reads the parameters of a query; what cannot be used falls back to its default and is named in `link`. */
export function readMessagesQuery(link: LinkReader): MessagesQuery {
  const topics = link.read('topics', DEFAULT_QUERY.topics, readTopicNames)
  const ofOneTopic = <T>(read: T | null): T | null => (topics === null ? read : null)
  const from = link.read('from', { start: DEFAULT_QUERY.start }, (text) => {
    const read = readFrom(text)
    return read?.start.kind === 'offsets' ? ofOneTopic(read) : read
  })
  const find: Find = {
    text: link.read('q', DEFAULT_FIND.text, readFindText),
    in: link.read('in', DEFAULT_FIND.in, readFindParts),
    exactCase: link.read('case', false, (text) => oneOf(text, { ignore: false, exact: true })),
    bytes: link.read('bytes', false, (text) => oneOf(text, { 0: false, 1: true })),
  }
  return {
    topics,
    start: from.start,
    end: link.read('to', { end: DEFAULT_QUERY.end }, readEnd).end,
    partitions: link.read('p', DEFAULT_QUERY.partitions, (text) => ofOneTopic(readPartitions(text))),
    limit: link.read('limit', from.newest ?? LIMIT_DEFAULT, readLimit),
    isolation: link.read('iso', DEFAULT_QUERY.isolation, (text) =>
      oneOf(text, { committed: 'read_committed', uncommitted: 'read_uncommitted', all: 'all' }),
    ),
    find: find.text === '' ? null : find,
    key: readKeyParams(link),
    cel: link.read('cel', DEFAULT_QUERY.cel, readCel),
    order: link.read(
      'order',
      DEFAULT_QUERY.order,
      (text) => SCAN_ORDERS.find((order) => order === text) ?? null,
    ),
  }
}

/** Writes the parameters of a query; what is as by default is undefined, and so taken out of a link that had it. */
export function writeMessagesQuery(query: MessagesQuery): Record<QueryParam, string | undefined> {
  const newest = query.start.kind === 'newest'
  const asByDefault = newest && query.limit === LIMIT_DEFAULT
  return {
    topics: writeTopicNames(query.topics),
    from: asByDefault ? undefined : writeStart(query.start, query.limit),
    to: writeEnd(query.end),
    p: query.partitions?.join(','),
    limit: newest || query.limit === LIMIT_DEFAULT ? undefined : String(query.limit),
    iso: ISOLATION_WORDS[query.isolation],
    ...writeFind(query.find),
    ...writeKeyParams(query.key),
    cel: query.cel ?? undefined,
    order: query.order ?? undefined,
  }
}

export type QueryParam =
  | 'topics'
  | 'from'
  | 'to'
  | 'p'
  | 'limit'
  | 'iso'
  | 'q'
  | 'in'
  | 'case'
  | 'bytes'
  | 'key'
  | 'keyin'
  | 'cel'
  | 'order'

/** Two queries with the same key read the same. */
export function queryKey(query: MessagesQuery): string {
  return JSON.stringify(writeMessagesQuery(query))
}

/** Whose messages a request is for: the topic of a link's path, or where it has none those that its query names. */
export function requestedTopics(
  topic: string | null,
  { topics }: Pick<MessagesQuery, 'topics'>,
): Pick<ScanRequest, 'topic' | 'topics'> {
  return topic === null ? { topics: [...(topics ?? [])] } : { topic }
}

/** The request that a query stands for, when the scan begins at `nowMs`; null topic: that of its own topics. */
export function scanRequest(topic: string | null, query: MessagesQuery, nowMs: number): ScanRequest {
  const to = endPosition(query.end, nowMs)
  const filter = filterOf(query.find, query.cel)
  return {
    ...requestedTopics(topic, query),
    from: startPosition(query.start, query.limit, nowMs),
    ...(to && { to }),
    limit: query.limit,
    isolation: query.isolation,
    ...(query.partitions === null ? {} : { partitions: [...query.partitions] }),
    ...(filter && { filter }),
    ...(query.order === null ? {} : { order: query.order }),
    ...(query.key === null ? {} : { key: keyFilterOf(query.key) }),
  }
}

function oneOf<T>(text: string, meanings: Readonly<Record<string, T>>): T | null {
  return Object.hasOwn(meanings, text) ? (meanings[text] ?? null) : null
}

function readCel(text: string): string | null {
  return text.trim() !== '' && text.length <= CEL_BYTES_MAX ? text : null
}

function readLimit(text: string): number | null {
  const limit = Number(text)
  return /^\d{1,6}$/.test(text) && limit >= 1 && limit <= SCAN_LIMIT_MAX ? limit : null
}

function readFrom(text: string): { start: Start; newest?: number } | null {
  const from = readStart(text)
  return from === null || (from.newest ?? 1) > SCAN_LIMIT_MAX ? null : from
}

function readPartitions(text: string): number[] | null {
  const numbers = new Set<number>()
  for (const part of text.split(',')) {
    const partition = readPartition(part)
    if (partition === null) return null
    numbers.add(partition)
  }
  return [...numbers].sort((a, b) => a - b)
}
