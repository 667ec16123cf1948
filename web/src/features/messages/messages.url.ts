import { type Isolation, SCAN_LIMIT_MAX, type ScanRequest } from '@sluice/shared/messages'
import { PAYLOAD_VIEWS, type PayloadView } from '#ui/payload/payload-views.ts'
import { DEFAULT_FIND, type Find, filterOf, readFindParts, readFindText, writeFind } from './find.ts'
import { readOffset, readPartition, readStart, type Start, startPosition, writeStart } from './start.ts'

export const RECORD_TABS = ['value', 'key', 'headers', 'metadata'] as const
export type RecordTab = (typeof RECORD_TABS)[number]

/** What is read from the topic. */
export interface MessagesQuery {
  start: Start
  /** Null: all of them. */
  partitions: readonly number[] | null
  limit: number
  isolation: Isolation
  /** Null: every message. */
  find: Find | null
}

export interface RecordPlace {
  partition: number
  offset: string
}

/** Everything of the messages view that a link carries. */
export interface MessagesUrl extends MessagesQuery {
  /** The record in the inspector. */
  record: RecordPlace | null
  tab: RecordTab
  /** Null: the view that suits the payload. */
  view: PayloadView | null
}

/** A parameter of a link that could not be used, and was left out. */
export interface UrlFault {
  param: string
  value: string
}

const LIMIT_DEFAULT = 100
export const DEFAULT_URL: MessagesUrl = {
  start: { kind: 'newest' },
  partitions: null,
  limit: LIMIT_DEFAULT,
  isolation: 'read_committed',
  find: null,
  record: null,
  tab: 'value',
  view: null,
}

/** Reads what a link says; what cannot be used falls back to its default and is named in `faults`. */
export function readMessagesUrl(search: Readonly<Record<string, unknown>>): {
  url: MessagesUrl
  faults: UrlFault[]
} {
  const faults: UrlFault[] = []
  const read = <T>(param: string, fallback: T, parse: (text: string) => T | null): T => {
    const given = search[param]
    if (given === undefined || given === '') return fallback
    const value = String(given)
    const parsed = parse(value)
    if (parsed === null) faults.push({ param, value: value.slice(0, 80) })
    return parsed ?? fallback
  }
  const from = read('from', { start: DEFAULT_URL.start }, readFrom)
  const find: Find = {
    text: read('q', DEFAULT_FIND.text, readFindText),
    in: read('in', DEFAULT_FIND.in, readFindParts),
    exactCase: read('case', false, (text) => (['ignore', 'exact'].includes(text) ? text === 'exact' : null)),
    bytes: read('bytes', false, (text) => (['0', '1'].includes(text) ? text === '1' : null)),
  }
  const url: MessagesUrl = {
    start: from.start,
    partitions: read('p', DEFAULT_URL.partitions, readPartitions),
    limit: read('limit', from.newest ?? LIMIT_DEFAULT, readLimit),
    isolation: read('iso', DEFAULT_URL.isolation, readIsolation),
    find: find.text === '' ? null : find,
    record: read('record', DEFAULT_URL.record, readRecord),
    tab: read('tab', DEFAULT_URL.tab, (text) => RECORD_TABS.find((tab) => tab === text) ?? null),
    view: read('view', DEFAULT_URL.view, (text) => PAYLOAD_VIEWS.find((view) => view === text) ?? null),
  }
  return { url, faults }
}

/** Writes a link's parameters; what is as by default is undefined, and so taken out of a link that had it. */
export function writeMessagesUrl(url: MessagesUrl): Record<UrlParam, string | undefined> {
  const newest = url.start.kind === 'newest'
  const asByDefault = newest && url.limit === LIMIT_DEFAULT
  return {
    from: asByDefault ? undefined : writeStart(url.start, url.limit),
    p: url.partitions?.join(','),
    limit: newest || url.limit === LIMIT_DEFAULT ? undefined : String(url.limit),
    iso: url.isolation === 'read_uncommitted' ? 'uncommitted' : undefined,
    ...writeFind(url.find),
    record: url.record ? `${url.record.partition}:${url.record.offset}` : undefined,
    tab: url.tab === DEFAULT_URL.tab ? undefined : url.tab,
    view: url.view ?? undefined,
  }
}

type UrlParam = 'from' | 'p' | 'limit' | 'iso' | 'q' | 'in' | 'case' | 'bytes' | 'record' | 'tab' | 'view'

/** Two queries with the same key read the same. */
export function queryKey({ start, partitions, limit, isolation, find }: MessagesQuery): string {
  return JSON.stringify([writeStart(start, limit), partitions, limit, isolation, writeFind(find)])
}

export function scanRequest(topic: string, query: MessagesQuery, nowMs: number): ScanRequest {
  return {
    topic,
    from: startPosition(query.start, query.limit, nowMs),
    limit: query.limit,
    isolation: query.isolation,
    ...(query.partitions === null ? {} : { partitions: [...query.partitions] }),
    ...(query.find === null ? {} : { filter: filterOf(query.find) }),
  }
}

function readLimit(text: string): number | null {
  const limit = Number(text)
  return /^\d{1,6}$/.test(text) && limit >= 1 && limit <= SCAN_LIMIT_MAX ? limit : null
}

function readFrom(text: string): { start: Start; newest?: number } | null {
  const from = readStart(text)
  return from === null || (from.newest ?? 1) > SCAN_LIMIT_MAX ? null : from
}

function readIsolation(text: string): Isolation | null {
  if (text === 'uncommitted') return 'read_uncommitted'
  return text === 'committed' ? 'read_committed' : null
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

function readRecord(text: string): RecordPlace | null {
  const [left = '', right = '', ...more] = text.split(':')
  const [partition, offset] = [readPartition(left), readOffset(right)]
  return partition === null || offset === null || more.length > 0 ? null : { partition, offset }
}
