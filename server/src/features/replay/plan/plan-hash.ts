import { createHash } from 'node:crypto'
import type { ReplayPlan } from '@sluice/shared/replay-plan'

type Bound = Pick<ReplayPlan, 'spec' | 'sources' | 'ranges' | 'targets' | 'blast' | 'warnings'>

/**
 * Over all that a plan depends on: what is asked, the stretches, topics with their ids, partitions and settings, who
 * reads the target, and what was warned of. New records behind the frozen ends are not part of it.
 */
export function hashOf(cluster: string, { spec, sources, ranges, targets, blast, warnings }: Bound): string {
  const bound = {
    version: 1,
    ...{ cluster, spec, sources, targets },
    ranges: ranges.map(({ topic, partition, from, to }) => [topic, partition, from, to]),
    readers: blast.map(({ group, topic }) => `${topic} ${group}`).sort(),
    warned: warnings.map(({ code, severity, topic }) => `${code} ${severity} ${topic ?? ''}`).sort(),
  }
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex')
}
