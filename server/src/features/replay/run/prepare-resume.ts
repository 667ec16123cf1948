import type { ReplayResumed } from '@sluice/shared/replay-job'
import { targetClusterOf } from '../replay-parts.ts'
import { lookAtTopics, mustBeSame } from './check-topics.ts'
import type { JobRecord } from './job-record.ts'
import type { OffsetSet } from './offset-set.ts'
import { readBack } from './read-back.ts'
import { isKafka, type SessionDeps } from './session-deps.ts'
import type { WrittenBook } from './written-book.ts'

/** What has to be known before a job goes on. */
export interface Prepared {
  /** Not to be written again; null: nothing. */
  skip: ReadonlyMap<string, OffsetSet> | null
  resumed: ReplayResumed
}

/**
 * Looks whether topics are still the same, and, where the job may have written what it does not know of, reads that back
 * from the target by its provenance: to leave it out, or to be able to say how much is there twice.
 */
export async function prepareResume(
  deps: SessionDeps,
  record: JobRecord,
  written: WrittenBook,
  { signal, now }: { signal: AbortSignal; now: () => number },
): Promise<Prepared> {
  const { plan, watched, dirty, inFlight } = record
  const { spec } = plan
  mustBeSame(watched, await lookAtTopics((cluster) => deps.gateway(cluster), watched, signal))
  const at = now()
  const clean = { at, inFlight: '0', found: null, duplicates: '0' }
  if (!dirty || record.mode === 'dry-run') return { skip: null, resumed: clean }
  const unsure = inFlight === null ? null : String(inFlight)
  const unknown = { at, inFlight: unsure, found: null, duplicates: null }
  const exactly = spec.guarantee === 'exactly-once'
  if (!isKafka(spec.target) || !spec.provenance)
    return { skip: null, resumed: exactly ? { ...unknown, duplicates: '0' } : unknown }
  const gateway = deps.gateway(targetClusterOf(record.cluster, spec.target))
  const { floors, lanes, id: replayId } = record
  const back = await readBack({
    ...{ gateway, replayId, lanes, written, floors, signal },
    committed: exactly,
  })
  const found = `${back.records}`
  // What a transaction has written is known by its places; it was only looked where it stands.
  if (exactly) return { skip: null, resumed: { at, inFlight: unsure, found, duplicates: '0' } }
  if (spec.guarantee === 'at-least-once')
    return { skip: null, resumed: { at, inFlight: unsure, found, duplicates: found } }
  return { skip: back.found, resumed: { at, inFlight: unsure, found, duplicates: '0' } }
}
