import { type LinkFault, LinkReader } from '@sluice/shared/link-reader'
import {
  DEFAULT_QUERY,
  type MessagesQuery,
  type QueryParam,
  readMessagesQuery,
  writeMessagesQuery,
} from '@sluice/shared/messages-link'
import { PAYLOAD_VIEWS, type PayloadView } from '#ui/payload/payload-views.ts'
import { type Columns, readColumns, writeColumns } from './columns/columns.ts'
import { type RowOrder, readOrder, writeOrder } from './columns/row-order.ts'
import { type LinkPlace, readPlace, writePlace } from './place.url.ts'
import { readProduce, writeProduce } from './produce/produce.url.ts'
import { readLive, writeLive } from './tail/tail.url.ts'

export const RECORD_TABS = ['value', 'key', 'headers', 'metadata', 'around', 'history'] as const
export type RecordTab = (typeof RECORD_TABS)[number]

/** Everything of the messages view that a link carries: the query, which `shared` reads, and what is open of it. */
export interface MessagesUrl extends MessagesQuery {
  /** The record in the inspector. */
  record: LinkPlace | null
  /** The record that the open one is compared with. */
  compare: LinkPlace | null
  tab: RecordTab
  /** Null: the view that suits the payload. */
  view: PayloadView | null
  /** Null: those that a list has by itself. */
  columns: Columns
  /** Null: the order of the scan. */
  sort: RowOrder | null
  /** The form to produce a message stands in the inspector's place. */
  produce: boolean
  /** Messages are followed as they arrive; the range then says nothing. */
  live: boolean
}

export const DEFAULT_URL: MessagesUrl = {
  ...DEFAULT_QUERY,
  record: null,
  tab: 'value',
  view: null,
  columns: null,
  sort: null,
  compare: null,
  produce: false,
  live: false,
}

/** Reads what a link says; what cannot be used falls back to its default and is named in `faults`. */
export function readMessagesUrl(search: Readonly<Record<string, unknown>>): {
  url: MessagesUrl
  faults: LinkFault[]
} {
  const link = new LinkReader(search)
  const query = readMessagesQuery(link)
  const place = (text: string) => readPlace(text, query.topics !== null)
  const url: MessagesUrl = {
    ...query,
    record: link.read('record', DEFAULT_URL.record, place),
    compare: link.read('compare', DEFAULT_URL.compare, place),
    tab: link.read('tab', DEFAULT_URL.tab, (text) => RECORD_TABS.find((tab) => tab === text) ?? null),
    view: link.read('view', DEFAULT_URL.view, (text) => PAYLOAD_VIEWS.find((view) => view === text) ?? null),
    columns: link.read('cols', DEFAULT_URL.columns, readColumns),
    sort: link.read('sort', DEFAULT_URL.sort, readOrder),
    produce: readProduce(link),
    live: readLive(link),
  }
  return { url, faults: link.faults }
}

/** Writes a link's parameters; what is as by default is undefined, and so taken out of a link that had it. */
export function writeMessagesUrl(url: MessagesUrl): Record<UrlParam, string | undefined> {
  return {
    ...writeMessagesQuery(url),
    record: writePlace(url.record),
    compare: writePlace(url.compare),
    tab: url.tab === DEFAULT_URL.tab ? undefined : url.tab,
    view: url.view ?? undefined,
    cols: writeColumns(url.columns),
    sort: writeOrder(url.sort),
    produce: writeProduce(url.produce),
    live: writeLive(url.live),
  }
}

type UrlParam = QueryParam | 'record' | 'compare' | 'tab' | 'view' | 'cols' | 'sort' | 'produce' | 'live'
