import type { Isolation, Message, ScanRequest } from '@sluice/shared/messages'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { readScanPage } from '../scan-page.ts'
import { useOpenScan } from '../use-open-scan.ts'

/** Versions read at a time. */
const VERSIONS = 20

interface HistoryOptions {
  cluster: string
  topic: string
  key: NonNullable<ScanRequest['key']>
  isolation: Isolation
}

/** The versions of one key, newest first by time, in pages. */
export function useHistory({ cluster, topic, key, isolation }: HistoryOptions) {
  const open = useOpenScan(cluster)
  const [looked, setLooked] = useState(0)
  const query = useInfiniteQuery({
    queryKey: ['messages', cluster, topic, 'history', key, isolation],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const request: ScanRequest = {
        topic,
        from: { newest: VERSIONS },
        limit: VERSIONS,
        isolation,
        key,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }
      setLooked(0)
      return readScanPage(open(request, signal), ({ records }) => setLooked(records))
    },
    getNextPageParam: (last) => last.end.cursor,
    staleTime: 10_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  })
  const pages = query.data?.pages
  const rows = useMemo<Message[]>(() => pages?.flatMap((page) => page.rows) ?? [], [pages])
  return {
    query,
    rows,
    looked,
    lookup: pages?.[0]?.open.keyLookup ?? null,
  }
}
