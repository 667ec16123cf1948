import type { ReplayWarning } from '@sluice/shared/replay-plan'
import { type Ground, warning } from './ground.ts'
import { isTopic } from './planner-deps.ts'

/** What a job promises, and cannot keep to this target. */
export function warnOfPromises({ spec, cluster, targetCluster, endpoints }: Ground): ReplayWarning[] {
  const warnings: ReplayWarning[] = []
  const { guarantee, provenance, target } = spec
  if (guarantee === 'exactly-once' && (cluster !== targetCluster || !isTopic(target))) {
    const why = isTopic(target)
      ? 'A place in the source cannot be committed in a transaction of another cluster.'
      : 'A file or an endpoint has no part in Kafka’s transactions.'
    const message = `Exactly-once holds on one cluster only. ${why} Choose "no duplicates on resume" or "at least once".`
    warnings.push(warning('exactly-once-unavailable', 'block', message))
  }
  if (guarantee === 'no-duplicates' && !isTopic(target)) {
    const message =
      'What was written before an interruption can be looked for in a topic only, not in a file or behind an endpoint. Choose "at least once".'
    warnings.push(warning('no-provenance', 'block', message))
  } else if (guarantee === 'no-duplicates' && !provenance) {
    const message =
      '"No duplicates on resume" finds what was written by its provenance headers, and these are off. Turn them on, or choose another guarantee.'
    warnings.push(warning('no-provenance', 'block', message))
  } else if (!provenance && isTopic(target)) {
    const message =
      'Without provenance headers nobody can tell these records from original ones: after a crash duplicates are not counted, and no loop is noticed.'
    warnings.push(warning('no-provenance', 'note', message))
  }
  if (target.kind === 'http' && !endpoints.includes(target.endpoint)) {
    const known = endpoints.length === 0 ? 'It has none.' : `It has: ${endpoints.join(', ')}.`
    const message = `The configuration of this Sluice has no endpoint named "${target.endpoint}" (replayEndpoints). ${known}`
    warnings.push(warning('target-missing', 'block', message))
  }
  return warnings
}
