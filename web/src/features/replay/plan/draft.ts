import { type LinkFault, LinkReader } from '@sluice/shared/link-reader'
import {
  DEFAULT_QUERY,
  type MessagesQuery,
  readMessagesQuery,
  writeMessagesQuery,
} from '@sluice/shared/messages-link'
import { writeStart } from '@sluice/shared/messages-start'
import { readTopicNames } from '@sluice/shared/messages-topics'
import type { RecordPlace } from '@sluice/shared/replay'
import type { SearchRecord } from '#lib/search-codec.ts'
import { readPlaces, writePlaces } from './draft-places.ts'
import { keepLong, recallLong } from './long-text.ts'

/** What a person writes and chooses, as it stands in the fields; what is as here is not in the link. */
export const DEFAULT_FIELDS = {
  name: '',
  /** sandbox, same, topic, origin, file, http */
  target: 'sandbox',
  /** Behind the names of the sources, in the names of their sandboxes. */
  suffix: '',
  /** Of sandboxes that are called otherwise: JSON, `{"orders":"try-3"}`. */
  names: '',
  into: '',
  /** Another cluster; empty: that of the source. */
  on: '',
  /** any, spring, connect, streams */
  convention: 'any',
  format: 'ndjson',
  endpoint: '',
  /** Rows of {@link HeaderRow}. */
  headers: '',
  /** Of `replicator,trace,dead-letter`. */
  strip: '',
  /** keep, path, cel, none */
  rekey: 'keep',
  rekeyto: '',
  /** keep, cel, merge */
  revalue: 'keep',
  revalueto: '',
  /** Rows of {@link MaskRow}. */
  mask: '',
  /** Values written by hand, as JSON of the contract’s `edits`. */
  edits: '',
  /** keep, now, shift */
  time: 'keep',
  shift: '',
  /** same, key, fixed */
  place: 'same',
  partition: '0',
  codec: 'source',
  /** rate, timing, unlimited */
  pace: 'rate',
  rate: '100',
  byterate: '',
  factor: '1',
  /** Seconds. */
  maxgap: '60',
  canary: '',
  group: '',
  maxlag: '1000',
  guarantee: 'at-least-once',
  provenance: 'on',
  loops: '3',
  /** Per cent of failures that end it. */
  errors: '5',
  holes: 'stop',
}
export type DraftFields = typeof DEFAULT_FIELDS
export type DraftField = keyof DraftFields

/** A re-publication while it is thought of: what the link says. */
export interface ReplayDraft extends DraftFields {
  topics: readonly string[]
  /** What is read of them, in the words of the messages page; `topics` in it only where they are several. */
  query: MessagesQuery
  /** These records and no others; null: what the query says. */
  records: readonly RecordPlace[] | null
}

export const DEFAULT_DRAFT: ReplayDraft = {
  ...DEFAULT_FIELDS,
  topics: [],
  query: { ...DEFAULT_QUERY, start: { kind: 'oldest' } },
  records: null,
}

const LONG: readonly string[] = ['records', 'edits']
const FIELDS = Object.keys(DEFAULT_FIELDS) as DraftField[]

/** Reads a link. The range, key and filter are in the parameters of the messages page, but nothing said is all of it. */
export function readDraft(search: SearchRecord): { draft: ReplayDraft; faults: LinkFault[] } {
  const link = new LinkReader(search)
  const topics = link.read('topics', [], readTopicNames)
  const several = topics.length > 1
  const source = new LinkReader({
    ...search,
    from: search.from || 'oldest',
    topics: several ? search.topics : '',
  })
  const query = readMessagesQuery(source)
  const fields = Object.fromEntries(
    FIELDS.map((field) => [field, link.read(field, DEFAULT_FIELDS[field], recallLong)]),
  ) as DraftFields
  const records = link.read('records', null, (text) => {
    const long = recallLong(text)
    return long === null ? null : readPlaces(long)
  })
  const isolation = query.isolation === 'all' ? 'read_uncommitted' : query.isolation
  return {
    draft: { ...fields, topics, query: { ...query, isolation }, records },
    faults: [...link.faults, ...source.faults],
  }
}

/** The whole link of a draft; what is as by default is empty, and so taken out. */
export function writeDraft(draft: ReplayDraft): SearchRecord {
  const { topics, query, records } = draft
  const { start, limit } = query
  const oldest = start.kind === 'oldest'
  const source = {
    ...writeMessagesQuery({ ...query, order: null }),
    topics: topics.join(','),
    from: oldest ? undefined : writeStart(start, limit),
    limit: undefined,
    records: records === null ? undefined : writePlaces(records),
  }
  const fields = FIELDS.map((field) => [field, draft[field] === DEFAULT_FIELDS[field] ? '' : draft[field]])
  const all: [string, string][] = [...Object.entries(source), ...fields].map(([name = '', text = '']) => [
    name,
    LONG.includes(name) ? keepLong(text) : text,
  ])
  return Object.fromEntries(all)
}
