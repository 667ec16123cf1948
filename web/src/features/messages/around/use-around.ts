import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecordPlace } from '../place.url.ts'
import { useOpenScan } from '../use-open-scan.ts'
import { readAbove, readBelow, type Stretch } from './neighbours.ts'

/** Records read on each side at first, and with each further step. */
const AT_FIRST = 10
const FURTHER = 20

type Page = { side: 'both' | 'below' | 'above'; at: string }

/** The stretches around a record, extended on demand; moving within them reads nothing anew. */
export function useAround(cluster: string, topic: string, { partition, offset }: RecordPlace) {
  const open = useOpenScan(cluster)
  const [anchor, setAnchor] = useState({ partition, offset })
  const place = { topic, partition: anchor.partition }
  const query = useInfiniteQuery({
    queryKey: ['messages', cluster, topic, 'around', anchor.partition, anchor.offset],
    initialPageParam: { side: 'both', at: anchor.offset } as Page,
    queryFn: async ({ pageParam: { side, at }, signal }): Promise<Stretch> => {
      if (side === 'below') return readBelow(open, place, BigInt(at), FURTHER, signal)
      if (side === 'above') return readAbove(open, place, BigInt(at), FURTHER, signal)
      const [below, above] = await Promise.all([
        readBelow(open, place, BigInt(at), AT_FIRST, signal),
        readAbove(open, place, BigInt(at), AT_FIRST + 1, signal),
      ])
      return { ...above, from: below.from, rows: [...below.rows, ...above.rows] }
    },
    getPreviousPageParam: (first): Page | null =>
      first.from <= first.logStart ? null : { side: 'below', at: first.from.toString() },
    // The log may have grown since, so that its end is no reason not to look again.
    getNextPageParam: (last): Page => ({ side: 'above', at: last.to.toString() }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  })
  const left = anchor.offset !== offset && !query.isPending && !holds(query.data, offset)
  if (anchor.partition !== partition || left) setAnchor({ partition, offset })
  return query
}

function holds(data: InfiniteData<Stretch> | undefined, offset: string): boolean {
  const [first, last] = [data?.pages[0], data?.pages.at(-1)]
  return first !== undefined && last !== undefined && BigInt(offset) >= first.from && BigInt(offset) < last.to
}
