import { GROUPS_EVENT } from '@sluice/shared/groups-events'
import { paths } from '@sluice/shared/paths'

/** Told of each cycle of a cluster's collector, and of each change of whether it is told at all. */
interface EventListener {
  onCycle: () => void
  onLive: (live: boolean) => void
}

interface Line {
  source: EventSource | null
  live: boolean
  listeners: Set<EventListener>
}

/** One stream of events a tab and cluster, however many views listen. */
const lines = new Map<string, Line>()

export const areEventsLive = (cluster: string): boolean => lines.get(cluster)?.live ?? false

/** Listens to a cluster's events while the page is looked at; returns what ends it. */
export function followGroupEvents(cluster: string, listener: EventListener): () => void {
  const line = lines.get(cluster) ?? { source: null, live: false, listeners: new Set() }
  lines.set(cluster, line)
  line.listeners.add(listener)
  if (line.listeners.size === 1) {
    document.addEventListener('visibilitychange', watchHidden)
    if (!document.hidden) open(cluster, line)
  }
  return () => {
    line.listeners.delete(listener)
    if (line.listeners.size > 0) return
    close(line)
    lines.delete(cluster)
    if (lines.size === 0) document.removeEventListener('visibilitychange', watchHidden)
  }
}

function open(cluster: string, line: Line): void {
  // The browser connects again by itself after a break; a refusal closes the source for good, and the page asks instead.
  const source = new EventSource(paths.events(cluster))
  line.source = source
  source.addEventListener('open', () => tellLive(line, true))
  source.addEventListener('error', () => tellLive(line, false))
  source.addEventListener(GROUPS_EVENT, () => {
    for (const { onCycle } of line.listeners) onCycle()
  })
}

function close(line: Line): void {
  line.source?.close()
  line.source = null
  tellLive(line, false)
}

function tellLive(line: Line, live: boolean): void {
  if (line.live === live) return
  line.live = live
  for (const { onLive } of line.listeners) onLive(live)
}

/** A tab that nobody sees needs no events; back in sight, it reads at once what it missed. */
function watchHidden(): void {
  for (const [cluster, line] of lines) {
    if (document.hidden) close(line)
    else if (line.source === null) {
      open(cluster, line)
      for (const { onCycle } of line.listeners) onCycle()
    }
  }
}
