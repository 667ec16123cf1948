import { useSyncExternalStore } from 'react'

const wide = () => window.matchMedia('(width >= 90rem)')

function subscribe(onChange: () => void): () => void {
  const query = wide()
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/** Whether there is room for what is only good to know. */
export function useWideWindow(): boolean {
  return useSyncExternalStore(subscribe, () => wide().matches)
}
