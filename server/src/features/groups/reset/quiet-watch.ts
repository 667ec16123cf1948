import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { Habits } from './board-habits.ts'
import type { Commit } from './read-group.ts'

/** A commit that moved under our eyes. */
export interface SeenMove extends TopicPartitionId {
  from: bigint | null
  to: bigint | null
  at: number
}

interface Watched {
  /** It had members: what they commit says nothing of anybody else. */
  alive: boolean
  since: number
  seenAt: number
  commits: ReadonlyMap<string, Commit>
  moved: SeenMove | null
}

export interface QuietWatchOptions {
  /** Twice the default of auto.commit.interval.ms: whoever still commits has done so by then. */
  needMs?: number
  max?: number
  now?: () => number
}

const NEED_MS = 10_000
const MAX = 500
/** Who commits by hand may do so far less often than a consumer does by itself. */
const STANDALONE_TIMES = 6
const UNKNOWN = { quietSince: null, standalone: false }
/** A reading older than this says nothing of what happened since. */
const FORGET_MS = 600_000

/**
 * Remembers since when the commits of a group have not moved. A consumer with assign() is no member of its group: that
 * it lives is seen only in its commits, and it would write over whatever is set.
 */
export class QuietWatch {
  readonly #groups = new Map<string, Watched>()
  readonly #needMs: number
  readonly #max: number
  readonly #now: () => number

  constructor({ needMs = NEED_MS, max = MAX, now = Date.now }: QuietWatchOptions = {}) {
    this.#needMs = needMs
    this.#max = max
    this.#now = now
  }

  /**
   * Takes note of a reading; `alive`: the group has members. `quietSince`: what somebody else knows of when the commits
   * last moved; `standalone`: that they moved without members. `moved` is a move seen within the time needed to be sure.
   */
  note(
    key: string,
    { commits, alive }: { commits: ReadonlyMap<string, Commit>; alive: boolean },
    { quietSince, standalone }: Pick<Habits, 'quietSince' | 'standalone'> = UNKNOWN,
  ): { since: number; until: number; moved: SeenMove | null } {
    const now = this.#now()
    const known = this.#groups.get(key)
    const before = known !== undefined && now - known.seenAt < FORGET_MS ? known : undefined
    const changed = before === undefined ? null : difference(before.commits, commits, now)
    const apart = !alive && before?.alive === false
    const moved = apart ? changed : null
    const watched: Watched = {
      alive,
      since: apart && changed === null ? before.since : now,
      seenAt: now,
      commits,
      moved: moved ?? before?.moved ?? null,
    }
    this.#groups.delete(key)
    this.#groups.set(key, watched)
    for (const oldest of this.#groups.keys()) {
      if (this.#groups.size <= this.#max) break
      this.#groups.delete(oldest)
    }
    const movedAt = watched.moved?.at ?? Number.NEGATIVE_INFINITY
    const since = Math.max(Math.min(watched.since, quietSince ?? now), movedAt)
    const needMs = standalone ? this.#needMs * STANDALONE_TIMES : this.#needMs
    const recent = now - movedAt < needMs ? watched.moved : null
    return { since, until: since + needMs, moved: recent }
  }

  /** After commits of our own: what moved then was not somebody else. */
  restart(key: string): void {
    this.#groups.delete(key)
  }
}

function difference(
  before: ReadonlyMap<string, Commit>,
  after: ReadonlyMap<string, Commit>,
  at: number,
): SeenMove | null {
  for (const [id, { topic, partition, offset }] of after) {
    const from = before.get(id)?.offset ?? null
    if (from !== offset) return { topic, partition, from, to: offset, at }
  }
  for (const [id, { topic, partition, offset }] of before)
    if (!after.has(id)) return { topic, partition, from: offset, to: null, at }
  return null
}
