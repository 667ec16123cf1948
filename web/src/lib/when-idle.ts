import { useEffect, useState } from 'react'

/** Calls once the page has nothing to do; returns what calls it off. */
export function whenIdle(run: () => void): () => void {
  // Safari has no such callback.
  if (typeof window.requestIdleCallback === 'function') {
    const handle = window.requestIdleCallback(run)
    return () => window.cancelIdleCallback(handle)
  }
  const timer = window.setTimeout(run, 500)
  return () => window.clearTimeout(timer)
}

/** Whether the page has had nothing to do since: what is only good to know waits for that. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => whenIdle(() => setIdle(true)), [])
  return idle
}
