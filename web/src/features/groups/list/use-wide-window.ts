import { useCallback, useSyncExternalStore } from 'react'

/** Whether the window is at least so wide: there is then room for what is only good to know. */
export function useWideWindow(rem: number): boolean {
  const query = `(width >= ${rem}rem)`
  const subscribe = useCallback(
    (onChange: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}
