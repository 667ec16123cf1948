import { type MessagesQuery, queryKey, scanRequest } from '@sluice/shared/messages-link'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { scanStream } from '#api/scan-stream.ts'
import type { ScanTrail } from './histogram/scan-trail.ts'
import { MessageStore, type ScanSnapshot } from './message-store.ts'

interface Scan {
  snapshot: ScanSnapshot
  trail: ScanTrail
  run: () => void
  stop: () => void
  continue: () => void
}

/** Reads the query, of the page's topic or of its own topics, as soon as it is wanted and again when it changes; leaving the view ends the reading. */
export function useScan(cluster: string, topic: string | null, query: MessagesQuery, wanted: boolean): Scan {
  const [store] = useState(
    () => new MessageStore({ open: (request, signal) => scanStream(cluster, request, { signal }) }),
  )
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  const key = queryKey(query)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the whole query
  const run = useCallback(() => void store.run(scanRequest(topic, query, Date.now())), [store, topic, key])
  useEffect(() => (wanted ? run() : store.stop()), [run, wanted, store])
  useEffect(() => () => store.stop(), [store])

  const stop = useCallback(() => store.stop(), [store])
  return { snapshot, trail: store.trail, run, stop, continue: () => void store.continue() }
}
