import type { ItemFault } from '@sluice/shared/errors'
import type { BlastGroup } from '@sluice/shared/replay-plan'
import type { PlannerDeps } from './planner-deps.ts'

export interface BlastRadius {
  groups: BlastGroup[]
  /** Why it is not known, or not wholly. */
  fault: ItemFault | null
}

/** Who reads the topics that will be written to, worst lag first; asks Kafka nothing. */
export function blastRadius(board: ReturnType<PlannerDeps['board']>, topics: readonly string[]): BlastRadius {
  if (topics.length === 0) return { groups: [], fault: null }
  if (board === null)
    return notKnown('Lag is not watched (--lag=false), so it is not known which groups read the target.')
  const { asOf, faults } = board.health()
  if (asOf === null) return notKnown('The groups were not read yet. Plan again in a few seconds.')
  const groups = topics.flatMap((topic) =>
    (board.topicGroups(topic)?.groups ?? []).map(({ group, members, lag }): BlastGroup => {
      const standing = board.standing(group)
      const connector = standing?.protocolType === 'connect' || group.startsWith('connect-')
      return { group, topic, state: standing?.state ?? null, members, lag, connector }
    }),
  )
  groups.sort((a, b) => Number(BigInt(b.lag ?? -1) - BigInt(a.lag ?? -1)) || (a.group < b.group ? -1 : 1))
  const [first] = faults
  return { groups, fault: first === undefined ? null : { code: first.code, message: first.message } }
}

function notKnown(message: string): BlastRadius {
  return { groups: [], fault: { code: 'NOT_SUPPORTED', message } }
}
