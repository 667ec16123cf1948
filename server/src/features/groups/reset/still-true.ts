import { AppError } from '#http/app-error.ts'
import { idOf } from './place-id.ts'
import type { PlacedRow } from './place-row.ts'
import type { Commit } from './read-group.ts'
import type { Bounds } from './read-logs.ts'

/** What differs from the plan, for a person and for `details.changed`. */
export interface PlanChange {
  topic: string
  partition: number
  what: 'commit' | 'log-start' | 'log-end' | 'topic' | 'unreadable'
  was: string | null
  now: string | null
}

const NAMED_MAX = 3
const DETAILS_MAX = 100

/** Whether the plan’s commits stand where they stood, and its places still lie in the log. */
export function changesSince(
  rows: readonly PlacedRow[],
  commits: ReadonlyMap<string, Commit>,
  bounds: ReadonlyMap<string, Bounds>,
): PlanChange[] {
  return rows.flatMap((row) => {
    const { topic, partition, from, to, log } = row
    const changed = (what: PlanChange['what'], was: bigint | string | null, now: bigint | string | null) => [
      { topic, partition, what, was: was === null ? null : `${was}`, now: now === null ? null : `${now}` },
    ]
    const found = commits.get(idOf(row))?.offset ?? null
    if (found !== from) return changed('commit', from, found)
    if (row.act === 'forget' || to === null || log === null) return []
    const current = bounds.get(idOf(row))
    if (current === undefined) return []
    if ('fault' in current) return changed('unreadable', null, current.fault.message)
    if (current.topicId !== log.topicId) return changed('topic', log.topicId, current.topicId)
    if (to < current.start) return changed('log-start', log.start, current.start)
    return to > current.end ? changed('log-end', log.end, current.end) : []
  })
}

export function planChanged(group: string, changes: readonly PlanChange[]): AppError {
  const named = changes.slice(0, NAMED_MAX).map(wordsOf).join('; ')
  const more = changes.length > NAMED_MAX ? `; and ${changes.length - NAMED_MAX} more` : ''
  return new AppError(
    'PLAN_CHANGED',
    `Group "${group}" is not as it was planned for: ${named}${more}. Nothing was written; make a new plan.`,
    { details: { changed: changes.slice(0, DETAILS_MAX), count: changes.length } },
  )
}

function wordsOf({ topic, partition, what, was, now }: PlanChange): string {
  const place = `partition ${partition} of "${topic}"`
  switch (what) {
    case 'commit':
      return `the commit in ${place} stands at ${now ?? 'no offset'} instead of ${was ?? 'no offset'}`
    case 'topic':
      return `"${topic}" was created anew`
    case 'unreadable':
      return `${place} cannot be read (${now})`
    case 'log-start':
      return `${place} now begins at ${now}, behind the place planned`
    case 'log-end':
      return `${place} now ends at ${now}, before the place planned`
  }
}
