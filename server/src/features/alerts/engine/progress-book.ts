import type { GroupStanding } from '../../groups/lag-board.ts'
import type { NameMatch } from './name-patterns.ts'

interface Stand {
  committed: bigint
  since: number
}

/** How long each partition with lag has stood at its commit, as far as it was looked at. Kept for such partitions only. */
export class ProgressBook {
  readonly #groups = new Map<string, Map<string, Stand>>()

  /** Notes where a group stands at `at`. */
  note(standing: GroupStanding, at: number): void {
    const before = this.#groups.get(standing.group)
    const now = new Map<string, Stand>()
    for (const { topic, partitions } of standing.topics)
      for (const { partition, committed, lag } of partitions) {
        const key = `${topic}/${partition}`
        const known = before?.get(key)
        // What cannot be read at the moment is no progress and no proof of standing: it stays as it was.
        if (committed === null || lag === null) {
          if (known !== undefined) now.set(key, known)
        } else if (lag > 0n) now.set(key, known?.committed === committed ? known : { committed, since: at })
      }
    if (now.size > 0) this.#groups.set(standing.group, now)
    else this.#groups.delete(standing.group)
  }

  forget(group: string): void {
    this.#groups.delete(group)
  }

  /** Of the stillest partition with lag; null where none has. A lower bound: it stood before it was looked at, too. */
  stillMs(group: string, at: number, topics: NameMatch | null): number | null {
    let since: number | null = null
    for (const [key, stand] of this.#groups.get(group) ?? [])
      if (topics === null || topics(key.slice(0, key.lastIndexOf('/'))))
        since = since === null ? stand.since : Math.min(since, stand.since)
    return since === null ? null : at - since
  }
}
