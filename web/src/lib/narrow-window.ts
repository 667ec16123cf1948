import { useSyncExternalStore } from 'react'

/** The width below which the rail keeps its signs only: Tailwind’s `lg`. */
const narrow = () => window.matchMedia('(width < 64rem)')

function subscribe(onChange: () => void): () => void {
  const query = narrow()
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/** Whether the window is too narrow for what is only nice to have. */
export function useNarrowWindow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow().matches)
}
