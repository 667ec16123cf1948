import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { scanStream } from '#api/scan-stream.ts'
import { tailStream } from '#api/tail-stream.ts'
import type { ScanSnapshot } from '../message-store.ts'
import type { MessagesUrl } from '../messages.url.ts'
import { liveKey, liveRequest } from './live-request.ts'
import { toScanSnapshot } from './live-snapshot.ts'
import type { TailSnapshot } from './tail-snapshot.ts'
import { TailStore } from './tail-store.ts'

export interface Live {
  tail: TailSnapshot
  /** The same in the words of a scan. */
  snapshot: ScanSnapshot
  store: TailStore
  run: () => void
  /** Holds the list, or lets it go on at the newest. */
  toggle: () => void
  resume: () => void
  /** The part of the page that holds the list. */
  box: React.RefObject<HTMLDivElement | null>
}

/** Follows the query while the link says so; null while it does not. Leaving the view ends the stream. */
export function useLive(cluster: string, topic: string | null, url: MessagesUrl): Live | null {
  const [store] = useState(
    () =>
      new TailStore({
        open: (request, signal) => tailStream(cluster, request, { signal }),
        openScan: (request, signal) => scanStream(cluster, request, { signal }),
      }),
  )
  const tail = useSyncExternalStore(store.subscribe, store.snapshot)
  const box = useRef<HTMLDivElement>(null)
  const key = liveKey(url)
  const filtered = url.find !== null || url.key !== null || url.cel !== null

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for all that is followed by
  const run = useCallback(() => void store.run(liveRequest(topic, url)), [store, topic, key])
  useEffect(() => {
    if (!url.live) return
    run()
    return () => store.stop()
  }, [store, run, url.live])

  const resume = useCallback(() => {
    const grid = box.current?.querySelector('[role="grid"]')
    if (grid) grid.scrollTop = 0
    window.getSelection()?.removeAllRanges()
    store.release()
  }, [store])
  const toggle = useCallback(() => {
    if (store.snapshot().heldBy === null) store.hold('pause')
    else resume()
  }, [store, resume])
  const snapshot = useMemo(() => toScanSnapshot(tail, filtered), [tail, filtered])
  return useMemo(
    () => (url.live ? { tail, snapshot, store, run, toggle, resume, box } : null),
    [url.live, tail, snapshot, store, run, toggle, resume],
  )
}
