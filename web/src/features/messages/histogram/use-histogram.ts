import { type MessagesQuery, queryKey } from '@sluice/shared/messages-link'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ScanSnapshot } from '../message-store.ts'
import { histogramQuery } from '../messages.queries.ts'
import { histogramRequest } from './histogram-request.ts'

/** The histogram that goes with a scan: asked for anew with each run, and never before the run has shown something. */
export function useHistogram(
  cluster: string,
  topic: string | null,
  query: MessagesQuery,
  snapshot: ScanSnapshot,
) {
  const { open, rows, stale, phase, progress } = snapshot
  const run = open?.requestId ?? null
  const begun = (rows.length > 0 && !stale) || phase !== 'running' || progress !== null
  const key = queryKey({ ...query, find: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query, and each run has its own now
  const asked = useMemo(() => histogramRequest(topic, query, Date.now()), [topic, key, run])
  return useQuery({ ...histogramQuery(cluster, asked, run), enabled: run !== null && begun })
}
