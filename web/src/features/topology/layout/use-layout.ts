import { useEffect, useRef, useState } from 'react'
import { type LaidOut, LayoutClient, type LayoutFault } from './layout-client.ts'
import type { LayoutGraph, Pins } from './layout-types.ts'
import { openWorker } from './open-worker.ts'

export type LayoutState = {
  /** The newest layout there is, with its own graph; null until the first one. */
  readonly shown: LaidOut | null
  readonly busy: boolean
  readonly fault: { readonly kind: LayoutFault; readonly detail: string } | null
}

/**
 * Lays a graph out beside the page's thread, anew whenever `graph` or `pins` is another object. It starts from the
 * picture before, so that nothing jumps; each change of `tidied` starts from nothing.
 */
export function useLayout(graph: LayoutGraph | null, pins: Pins, tidied: number): LayoutState {
  const [state, setState] = useState<LayoutState>({ shown: null, busy: false, fault: null })
  const client = useRef<LayoutClient | null>(null)
  const tidiedBefore = useRef(tidied)
  useEffect(() => {
    const opened = new LayoutClient(openWorker, {
      laidOut: (shown) => setState({ shown, busy: opened.busy, fault: null }),
      failed: (kind, detail) => setState(({ shown }) => ({ shown, busy: false, fault: { kind, detail } })),
    })
    client.current = opened
    return () => {
      opened.close()
      client.current = null
    }
  }, [])
  useEffect(() => {
    if (!graph || !client.current) return
    client.current.ask({ graph, pins, tidy: tidied !== tidiedBefore.current })
    tidiedBefore.current = tidied
    setState((before) => (before.busy ? before : { ...before, busy: true }))
  }, [graph, pins, tidied])
  return state
}
