import { z } from 'zod'
import type { Pins, Point } from '../layout/layout-types.ts'

const Places = z.record(z.string(), z.object({ x: z.number(), y: z.number() }))
/** More than anybody puts by hand; the oldest go first. */
const PLACES_MAX = 500

const keyOf = (cluster: string): string => `sluice.topology.places.${cluster}`

/** Where a person put nodes of a cluster, on this browser. */
export function readPlaces(cluster: string): Pins {
  try {
    const places = Places.safeParse(JSON.parse(localStorage.getItem(keyOf(cluster)) ?? '{}'))
    return new Map(places.success ? Object.entries(places.data) : [])
  } catch {
    // Storage that is refused, or holds what is no JSON: nothing is pinned.
    return new Map()
  }
}

export function keepPlaces(cluster: string, places: Pins): void {
  try {
    if (places.size === 0) localStorage.removeItem(keyOf(cluster))
    else localStorage.setItem(keyOf(cluster), JSON.stringify(Object.fromEntries(places)))
  } catch {
    // They hold until the page is closed; there is nothing else to be done.
  }
}

/** With one more; a place that is given again counts as the newest. */
export function withPlace(places: Pins, id: string, { x, y }: Point): Pins {
  const next = new Map(places)
  next.delete(id)
  next.set(id, { x: Math.round(x), y: Math.round(y) })
  for (const oldest of next.keys()) {
    if (next.size <= PLACES_MAX) break
    next.delete(oldest)
  }
  return next
}
