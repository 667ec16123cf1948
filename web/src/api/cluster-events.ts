import { paths } from '@sluice/shared/paths'

/** Told of the events it names, and of each change of whether events are told at all. */
export interface ClusterListener {
  /** By the event's name; also called once where events were missed, without their data. */
  events: Readonly<Record<string, (data: string | null) => void>>
  onLive?: (live: boolean) => void
}

interface Line {
  source: EventSource | null
  live: boolean
  listeners: Set<ClusterListener>
  /** Names that the open source passes on. */
  heard: Set<string>
}

/** One stream of events a tab and cluster, however many views listen. */
const lines = new Map<string, Line>()

export const areEventsLive = (cluster: string): boolean => lines.get(cluster)?.live ?? false

/** Listens to a cluster's events while the page is looked at; returns what ends it. */
export function followClusterEvents(cluster: string, listener: ClusterListener): () => void {
  const line: Line = lines.get(cluster) ?? {
    ...{ source: null, live: false, listeners: new Set(), heard: new Set() },
  }
  lines.set(cluster, line)
  line.listeners.add(listener)
  if (line.listeners.size === 1) {
    document.addEventListener('visibilitychange', watchHidden)
    if (!document.hidden) open(cluster, line)
  } else hear(line)
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
  hear(line)
}

/** Has the source pass on what its listeners wait for, each name once. */
function hear(line: Line): void {
  const { source, listeners, heard } = line
  if (source === null) return
  for (const { events } of listeners) {
    for (const name of Object.keys(events)) {
      if (heard.has(name)) continue
      heard.add(name)
      source.addEventListener(name, (event) => {
        for (const one of listeners) one.events[name]?.(event.data)
      })
    }
  }
}

function close(line: Line): void {
  line.source?.close()
  line.source = null
  line.heard.clear()
  tellLive(line, false)
}

function tellLive(line: Line, live: boolean): void {
  if (line.live === live) return
  line.live = live
  for (const { onLive } of line.listeners) onLive?.(live)
}

/** A tab that nobody sees needs no events; back in sight, it reads at once what it missed. */
function watchHidden(): void {
  for (const [cluster, line] of lines) {
    if (document.hidden) close(line)
    else if (line.source === null) {
      open(cluster, line)
      for (const { events } of line.listeners) for (const told of Object.values(events)) told(null)
    }
  }
}
