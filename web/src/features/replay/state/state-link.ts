import { type LinkFault, LinkReader } from '@sluice/shared/link-reader'
import { readOffset, readPartition } from '@sluice/shared/messages-start'
import { isTopicName } from '@sluice/shared/messages-topics'
import {
  STATE_CHANGES,
  STATE_CUTS,
  STATE_FIND_MAX,
  STATE_KINDS,
  STATE_REDUCERS,
  STATE_SORTS,
  type StateChange,
  type StateReducer,
  type StateRequest,
  type StateSort,
} from '@sluice/shared/replay-state'
import type { SearchRecord } from '#lib/search-codec.ts'
import { type CutBy, type Moment, NOW, pointOf, readMoment, writeMoment } from './moment.ts'

export type ShownKind = (typeof STATE_KINDS)[number] | StateChange

/** A key by the records that set it: at the second point, at the first, or both. */
export interface OpenKey {
  partition: number
  at: string | null
  base: string | null
}

/** Everything that a link of this page says. */
export interface StateLink {
  topic: string | null
  at: Moment
  /** Null: nothing is compared. */
  base: Moment | null
  by: CutBy
  reducer: StateReducer
  /** Null: those that a reader wants first. */
  kinds: readonly ShownKind[] | null
  text: string
  sort: StateSort
  order: 'asc' | 'desc'
  open: OpenKey | null
}

const KINDS: readonly ShownKind[] = [...new Set([...STATE_KINDS, ...STATE_CHANGES])]

export const DEFAULT_LINK: StateLink = {
  topic: null,
  at: NOW,
  base: null,
  by: 'log',
  reducer: 'upsert',
  kinds: null,
  text: '',
  sort: 'changed',
  order: 'desc',
  open: null,
}

/** Reads a link; what cannot be used falls back to its default and is named. */
export function readStateLink(search: SearchRecord): { link: StateLink; faults: LinkFault[] } {
  const reader = new LinkReader(search)
  const oneOf = <T extends string>(name: string, fallback: T, all: readonly T[]): T =>
    reader.read(name, fallback, (text) => all.find((one) => one === text) ?? null)
  const link: StateLink = {
    topic: reader.read('topic', null, (text) => (isTopicName(text) ? text : null)),
    at: reader.read('at', DEFAULT_LINK.at, readMoment),
    base: reader.read('base', DEFAULT_LINK.base, readMoment),
    by: oneOf('by', DEFAULT_LINK.by, STATE_CUTS),
    reducer: oneOf('reducer', DEFAULT_LINK.reducer, STATE_REDUCERS),
    kinds: reader.read('show', DEFAULT_LINK.kinds, readKinds),
    text: reader.read('q', DEFAULT_LINK.text, (text) => (text.length <= STATE_FIND_MAX ? text : null)),
    sort: oneOf('sort', DEFAULT_LINK.sort, STATE_SORTS),
    order: oneOf('order', DEFAULT_LINK.order, ['asc', 'desc']),
    open: reader.read('key', DEFAULT_LINK.open, readOpen),
  }
  return { link, faults: reader.faults }
}

/** What is as by default is empty, and so taken out. */
export function writeStateLink(link: StateLink): SearchRecord {
  const { topic, at, base, by, reducer, kinds, text, sort, order, open } = link
  const unless = (value: string, standard: string) => (value === standard ? '' : value)
  return {
    topic: topic ?? '',
    at: unless(writeMoment(at), 'now'),
    base: base === null ? '' : writeMoment(base),
    by: unless(by, DEFAULT_LINK.by),
    reducer: unless(reducer, DEFAULT_LINK.reducer),
    show: kinds?.join(',') ?? '',
    q: text,
    sort: unless(sort, DEFAULT_LINK.sort),
    order: unless(order, DEFAULT_LINK.order),
    key: open === null ? '' : writeOpen(open),
  }
}

/** The state that a link stands for, when it is asked at `nowMs`; null without a topic. */
export function stateRequest(link: StateLink, nowMs: number): StateRequest | null {
  const { topic, at, base, by, reducer } = link
  if (topic === null) return null
  return {
    topic,
    at: pointOf(at, by, nowMs),
    ...(base === null ? {} : { base: pointOf(base, by, nowMs) }),
    reducer,
  }
}

/** Two links with the same one ask for the same state. */
export function stateKey({ topic, at, base, by, reducer }: StateLink): string {
  const said = writeStateLink({ ...DEFAULT_LINK, topic, at, base, by, reducer })
  return Object.values(said).join(' ')
}

/** `live,deleted` */
function readKinds(text: string): ShownKind[] | null {
  const kinds = text.split(',')
  const known = KINDS.filter((kind) => kinds.includes(kind))
  return known.length === new Set(kinds).size ? known : null
}

/** `3:17` is a key of partition 3 that record 17 set; `3:12>17` one that 12 had set at the first point. */
function readOpen(text: string): OpenKey | null {
  const [number = '', places = '', ...more] = text.split(':')
  const partition = readPartition(number)
  const [first = '', second, ...further] = places.split('>')
  if (partition === null || more.length > 0 || further.length > 0) return null
  const offset = (given: string) => (given === '' ? null : readOffset(given))
  const open = { partition, base: second === undefined ? null : offset(first), at: offset(second ?? first) }
  return open.at === null && open.base === null ? null : open
}

function writeOpen({ partition, at, base }: OpenKey): string {
  return `${partition}:${base === null ? '' : `${base}>`}${at ?? ''}`
}
