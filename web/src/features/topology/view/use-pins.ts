import { useCallback, useState } from 'react'
import type { Pins } from '../layout/layout-types.ts'
import { keepPlaces, readPlaces, withPlace } from './pinned-places.ts'

/** The places of a cluster's nodes that were put by hand. */
export function usePins(cluster: string) {
  const [pins, setPins] = useState<Pins>(() => readPlaces(cluster))
  const change = useCallback(
    (next: (before: Pins) => Pins) =>
      setPins((before) => {
        const after = next(before)
        keepPlaces(cluster, after)
        return after
      }),
    [cluster],
  )
  const pin = useCallback(
    (id: string, x: number, y: number) => change((before) => withPlace(before, id, { x, y })),
    [change],
  )
  const letGo = useCallback(() => change(() => new Map()), [change])
  return { pins, pin, letGo }
}
