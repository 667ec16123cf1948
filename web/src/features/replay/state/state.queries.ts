import { paths } from '@sluice/shared/paths'
import {
  STATE_PAGE_MAX,
  type StateFrame,
  StatePage,
  type StateRequest,
  type StateSort,
} from '@sluice/shared/replay-state'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import { frameStream, type StreamOptions } from '#api/frame-stream.ts'
import type { ShownKind } from './state-link.ts'

/** Rows fetched at a time while the list scrolls: each is read again from the log. */
export const STATE_PAGE_SIZE = 100

const KINDS: ReadonlySet<unknown> = new Set<StateFrame['t']>(['open', 'progress', 'end', 'error'])
/** The first frame comes when the cluster has answered, and between two of them a large fetch may lie. */
const SILENCE_MS = 60_000

export function stateStream(
  cluster: string,
  request: StateRequest,
  options: StreamOptions,
): AsyncGenerator<StateFrame> {
  return frameStream<StateFrame>(paths.states(cluster), request, KINDS, { silenceMs: SILENCE_MS, ...options })
}

export interface AskedRows {
  kinds: readonly ShownKind[] | null
  text: string
  sort: StateSort
  order: 'asc' | 'desc'
}

const queryOf = ({ kinds, text, sort, order }: AskedRows) => ({
  kinds: kinds?.join(','),
  q: text,
  sort,
  order,
})

/** One page of a state's rows. While another order or search loads, the last one of the same state stays. */
export const stateRowsQuery = (cluster: string, id: string, asked: AskedRows, page: number) =>
  queryOptions({
    queryKey: ['state', cluster, id, asked, page] as const,
    queryFn: async ({ signal }) => {
      const from = (page - 1) * STATE_PAGE_SIZE
      const query = { ...queryOf(asked), from, limit: STATE_PAGE_SIZE }
      return { ...(await getJson(paths.stateRows(cluster, id), StatePage, { signal, query })), page }
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous, query) => (query?.queryKey[2] === id ? previous : undefined),
  })

/** A plan names its records one by one: so many pages of keys it takes at most. */
const RESTORED_PAGES = 8

/** Of the rows asked for, those with a value that is another one now, or gone; as many as a plan takes. */
export async function restoredRows(
  cluster: string,
  id: string,
  asked: AskedRows,
): Promise<Pick<StatePage, 'rows' | 'total'>> {
  const kinds = RESTORED.filter((kind) => asked.kinds?.includes(kind) ?? true)
  const rows: StatePage['rows'] = []
  for (let page = 0; page < RESTORED_PAGES && kinds.length > 0; page += 1) {
    const query = { ...queryOf({ ...asked, kinds }), from: page * STATE_PAGE_MAX, limit: STATE_PAGE_MAX }
    const { rows: more, total } = await getJson(paths.stateRows(cluster, id), StatePage, { query })
    rows.push(...more)
    if (rows.length >= total) return { rows, total }
    if (page === RESTORED_PAGES - 1) return { rows, total }
  }
  return { rows, total: rows.length }
}

const RESTORED: readonly ShownKind[] = ['changed', 'removed']

export function stateFileHref(
  cluster: string,
  id: string,
  asked: AskedRows,
  format: 'ndjson' | 'csv',
): string {
  const search = new URLSearchParams({ format, q: asked.text, sort: asked.sort, order: asked.order })
  if (asked.kinds !== null) search.set('kinds', asked.kinds.join(','))
  return `${paths.stateFile(cluster, id)}?${search}`
}
