import type { MoveFlag, MoveRow } from '@sluice/shared/groups-reset'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { Aim } from './aims.ts'
import type { Commit } from './read-group.ts'
import type { Bounds, LogBounds } from './read-logs.ts'

/** One partition of a plan, counted in offsets: what a person is shown is {@link MoveRow}. */
export interface PlacedRow extends TopicPartitionId {
  act: MoveRow['act']
  from: bigint | null
  asked: bigint | null
  to: bigint | null
  beside: Aim['beside']
  log: LogBounds | null
  /** The stretch that is read again or skipped: from `low` up to but without `high`. Null where there is none. */
  stretch: { low: bigint; high: bigint; skipped: boolean } | null
  lost: bigint
  flags: MoveFlag[]
  fault: KafkaFault | null
}

/** Sets the log's bounds to where the mode aims, and says what that means. Nothing is changed without a flag. */
export function placeRow(
  aim: Aim,
  { commit, commitFault, bounds }: { commit: Commit | null; commitFault: KafkaFault | null; bounds: Bounds },
): PlacedRow {
  const log = 'fault' in bounds ? null : bounds
  const from = commit?.offset ?? null
  const row: PlacedRow = {
    topic: aim.topic,
    partition: aim.partition,
    act: 'none',
    from,
    asked: aim.asked,
    to: null,
    beside: aim.beside,
    log,
    stretch: null,
    lost: from !== null && log !== null && from < log.start ? log.start - from : 0n,
    flags: [...flagsOf(from, log), ...aim.flags],
    fault: commitFault,
  }
  if (commitFault !== null) return row
  if (aim.forget) return { ...row, act: from === null ? 'keep' : 'forget' }
  if ('fault' in bounds) return { ...row, fault: bounds.fault }
  if (aim.asked === null) return row
  if (aim.stay) return { ...row, act: 'keep', to: aim.asked }
  const recreated = aim.topicId !== null && bounds.topicId !== null && aim.topicId !== bounds.topicId
  if (recreated) return { ...row, fault: createdAnew(aim.topic) }
  return settle(row, aim, bounds, commit)
}

function settle(row: PlacedRow, aim: Aim, log: LogBounds, commit: Commit | null): PlacedRow {
  const asked = aim.asked ?? log.end
  const to = within(asked, log)
  const flags = [...row.flags]
  if (asked < log.start) flags.push('clamped-start')
  if (asked > log.end) flags.push('clamped-end')
  if (to > log.stable) flags.push('beyond-stable')
  // A leader epoch is that of the record at the offset asked for.
  const beside = to === asked ? aim.beside : aim.beside && { ...aim.beside, leaderEpoch: null }
  return {
    ...row,
    act: stands(commit, to, beside) ? 'keep' : 'move',
    to,
    beside,
    stretch: stretchOf(row.from, to, log),
    flags,
  }
}

function stands(commit: Commit | null, to: bigint, beside: Aim['beside']): boolean {
  if (commit === null || commit.offset !== to) return false
  if (beside === null) return true
  return commit.leaderEpoch === beside.leaderEpoch && commit.metadata === beside.metadata
}

/** Only what the log still holds counts: what was deleted before is lost already, what lies beyond its end never was. */
function stretchOf(from: bigint | null, to: bigint, log: LogBounds): PlacedRow['stretch'] {
  if (from === null || from === to) return null
  const here = within(from, log)
  if (here === to) return null
  return to < here ? { low: to, high: here, skipped: false } : { low: here, high: to, skipped: true }
}

function within(offset: bigint, { start, end }: LogBounds): bigint {
  if (offset < start) return start
  return offset > end ? end : offset
}

function flagsOf(from: bigint | null, log: LogBounds | null): MoveFlag[] {
  if (from === null) return ['no-commit']
  if (log === null) return []
  if (from < log.start) return ['lost']
  return from > log.end ? ['ahead'] : []
}

function createdAnew(topic: string): KafkaFault {
  return new KafkaFault(
    'TOPIC_NOT_FOUND',
    `"${topic}" was deleted and created anew since these offsets were saved: they mean nothing in it.`,
  )
}
