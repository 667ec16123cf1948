import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { LagBoard } from '../lag-board.ts'
import { idOf } from './place-id.ts'
import type { Commit } from './read-group.ts'

/** How a group usually goes about its reading, as far as somebody has watched it. */
export interface Habits {
  /** Messages a second; null: not known, or it does not read. */
  rate: number | null
  /** When its commits last moved, where all of them were watched and still stand there. */
  quietSince: number | null
  /** It has no members, and its commits were seen to move: somebody uses assign(). */
  standalone: boolean
}

/** Asked with the commits as they are now. */
export type HabitsReader = (
  group: string,
  commits: ReadonlyMap<string, Commit>,
  signal: AbortSignal,
) => Promise<Habits>

const NONE: Habits = { rate: null, quietSince: null, standalone: false }

/** What the collector knows; nothing where it does not watch. `usual`: the rate of a group that does not read now. */
export function boardHabits(board: LagBoard | null, usual: (group: string) => number | null): HabitsReader {
  return async (group, commits, signal) => {
    if (board === null) return NONE
    try {
      const detail = await board.detail(group, signal)
      if (detail === null) return NONE
      const { commitRate, standalone } = detail.summary
      const rate = commitRate !== null && commitRate > 0 ? commitRate : usual(group)
      const moved = new Map(
        detail.rows.map((row) => [idOf(row), row.committed === null ? null : row] as const),
      )
      let quietSince: number | null = Number.NEGATIVE_INFINITY
      for (const [id, { offset }] of commits) {
        const row = moved.get(id)
        const known = row?.committed === `${offset}` ? (row.movedAt ?? null) : null
        quietSince = known === null || quietSince === null ? null : Math.max(quietSince, known)
      }
      const watched = quietSince !== null && Number.isFinite(quietSince)
      return { rate, quietSince: watched ? quietSince : null, standalone }
    } catch (error) {
      // A plan is worth no less for what is not known of the past.
      if (!(error instanceof KafkaFault)) throw error
      return NONE
    }
  }
}
