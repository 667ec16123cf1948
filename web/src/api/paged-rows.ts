import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

interface PagedList<Page extends { page: number }, Row, Key extends QueryKey> {
  pageSize: number
  /** Of one page, counted from 1. */
  queryOf: (page: number) => UseQueryOptions<Page, Error, Page, Key>
  rowsOf: (page: Page) => readonly Row[]
}

const pageAt = (index: number, size: number): number => Math.floor(index / size) + 1

/**
 * A list as the scroll position needs it: what is in view touches two pages at most, and only those are read. `rowsOf` is
 * to be the same function each time.
 */
export function usePagedRows<Page extends { page: number }, Row, Key extends QueryKey>({
  pageSize,
  queryOf,
  rowsOf,
}: PagedList<Page, Row, Key>) {
  const [view, setView] = useState({ first: 0, last: 0 })
  const upper = useQuery(queryOf(pageAt(view.first, pageSize)))
  const lower = useQuery(queryOf(pageAt(view.last, pageSize)))
  const onVisibleChange = useCallback((first: number, last: number) => setView({ first, last }), [])

  const upperPage = upper.data
  const lowerPage = lower.data
  const rowAt = useCallback(
    (index: number): Row | undefined => {
      const wanted = pageAt(index, pageSize)
      const page = [upperPage, lowerPage].find((candidate) => candidate?.page === wanted)
      return page && rowsOf(page)[index % pageSize]
    },
    [upperPage, lowerPage, pageSize, rowsOf],
  )
  return {
    list: upperPage,
    rowAt,
    onVisibleChange,
    error: upper.error ?? lower.error,
    /** What is shown still answers the search before. */
    outdated: upper.isPlaceholderData && upperPage?.page === pageAt(view.first, pageSize),
    arrivedAt: upper.dataUpdatedAt,
    retry: () => void upper.refetch(),
  }
}
