import { filterOf } from '@sluice/shared/messages-find'
import { Histogram } from '@sluice/shared/messages-histogram'
import { queryKey } from '@sluice/shared/messages-link'
import { paths } from '@sluice/shared/paths'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { sendJson } from '#api/client.ts'
import { scanStream } from '#api/scan-stream.ts'
import type { PlayEngine, PlaySpan } from '#lib/play-engine.ts'
import { createEngine } from './create-engine.ts'
import type { PlayUrl } from './play-link.ts'
import type { OpenScan, PlayAsk, PlayRange } from './play-range.ts'
import { resolveRange } from './resolve-range.ts'

/** A play back with all that goes with its engine. */
export interface Playback {
  engine: PlayEngine
  range: PlayRange
  ask: PlayAsk
  open: OpenScan
}

type PlaybackState =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  | { state: 'empty'; log: PlaySpan | null }
  | { state: 'ready'; playback: Playback }

/**
 * Finds out what a link's range is and makes the engine that plays it. Another range, or another choice of what is
 * played, makes another engine; speed and pauses are those of the link when it is made. `again` reads the range anew.
 */
export function usePlayback(cluster: string, url: PlayUrl): PlaybackState & { again: () => void } {
  const { query } = url
  const open = useMemo<OpenScan>(
    () => (request, signal) => scanStream(cluster, request, { signal }),
    [cluster],
  )
  const asked = queryKey({ ...query, find: null, cel: null })
  const { data, error, refetch } = useQuery({
    queryKey: ['play-range', cluster, asked] as const,
    queryFn: ({ signal }) =>
      resolveRange(query, {
        open,
        signal,
        nowMs: Date.now(),
        histogram: (request) => sendJson('POST', paths.histogram(cluster), Histogram, request, { signal }),
      }),
    enabled: query.topics !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    structuralSharing: false,
  })
  const filtered = url.only ? JSON.stringify(filterOf(query.find, query.cel) ?? null) : 'null'
  const playback = useEngine(data !== undefined && 'span' in data ? data : null, { url, open, filtered })
  const again = () => void refetch()
  if (data !== undefined && !('span' in data)) return { state: 'empty', log: data.log, again }
  if (playback !== null) return { state: 'ready', playback, again }
  return error !== null ? { state: 'failed', error, again } : { state: 'loading', again }
}

function useEngine(
  range: PlayRange | null,
  { url, open, filtered }: { url: PlayUrl; open: OpenScan; filtered: string },
): Playback | null {
  const [playback, setPlayback] = useState<Playback | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link only says how an engine begins; what it reads comes with its range and filter
  useEffect(() => {
    if (range === null) return
    const { query, at, speed, skipMs } = url
    const ask: PlayAsk = {
      topics: query.topics ?? [],
      isolation: query.isolation,
      filter: JSON.parse(filtered),
    }
    const start = { at: at ?? range.span.from, passed: at !== null, speed, skipMs }
    const engine = createEngine({ open, ask, range, ...start })
    setPlayback({ engine, range, ask, open })
    return () => {
      engine.dispose()
      setPlayback(null)
    }
  }, [range, open, filtered])
  return playback
}
