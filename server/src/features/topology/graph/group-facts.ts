import { GROUP_TYPES } from '@sluice/shared/groups'
import type { TimeLag } from '@sluice/shared/groups-state'
import type { GroupFacts } from '@sluice/shared/topology'
import type { Actor } from '../identity/actors.ts'
import type { EvidenceIndex } from '../identity/evidence-index.ts'
import type { GraphInput } from './graph-input.ts'

const NO_TIME: TimeLag = {
  ...{ ms: null, atLeast: false, method: 'none', confidence: null, clockSkew: false, asOf: null },
}

/** Groups of a node as they stand now; of the past, what the evidence of them says. */
export function groupFacts(
  { parts }: Actor,
  { index, groups }: { index: EvidenceIndex; groups: GraphInput['groups'] },
): GroupFacts[] {
  return parts.flatMap((part) => {
    if (!part.startsWith('group:')) return []
    const group = part.slice('group:'.length)
    const standing = groups?.get(group)
    if (standing != null) {
      const { kind, state, members, lag, time, lagState } = standing
      return [{ group, type: kind, state, members, lag: lag?.toString() ?? null, time, lagState }]
    }
    const kind = index.by(part, 'reads')[0]?.facts.kind
    return [
      {
        ...{ group, state: '', members: null, lag: null, time: NO_TIME, lagState: 'UNKNOWN' as const },
        type: GROUP_TYPES.find((type) => type === kind) ?? ('unknown' as const),
      },
    ]
  })
}
