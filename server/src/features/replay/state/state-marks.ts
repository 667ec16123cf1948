import type { ScanNote } from '@sluice/shared/messages'
import type { StateMark, StateMarkCode } from '@sluice/shared/replay-state'
import type { KeyCounts } from './count-keys.ts'
import type { Cut } from './cut.ts'
import type { KeyTable } from './key-table.ts'
import { wordMark } from './mark-words.ts'
import type { PassTally } from './state-pass.ts'
import type { TopicSettings } from './topic-settings.ts'

/** All that is known of how true a state is. */
export interface Evidence {
  topic: string
  settings: TopicSettings | null
  tally: PassTally
  counts: KeyCounts
  table: KeyTable
  notes: readonly ScanNote[]
  missing: number
  /** Partitions that a point says nothing of. */
  leftOut: number
  logStarts: readonly bigint[]
  ends: readonly bigint[]
  cuts: readonly Cut[]
  startedAt: number
  elapsedMs: number
}

type Found = Partial<Omit<StateMark, 'code' | 'message' | 'count'>> & {
  code: StateMarkCode
  count?: bigint | number | null
}

const POINTS = ['at', 'base'] as const

/** What must be known to read a state truly, what weighs most first. */
export function marksOf(evidence: Evidence): StateMark[] {
  return [
    ...incomplete(evidence),
    ...lost(evidence),
    ...compaction(evidence),
    ...leftOut(evidence),
    ...apart(evidence),
  ].map(({ code, count = null, partitions = null, point = null, ms = null }) => {
    const mark = { code, count: count === null ? null : `${count}`, partitions, point, ms }
    return { ...mark, message: wordMark(mark, evidence.topic) }
  })
}

function incomplete({ missing, leftOut, tally, table }: Evidence): Found[] {
  const found: Found[] = []
  if (missing > 0) found.push({ code: 'missing', partitions: missing })
  if (leftOut > 0) found.push({ code: 'left-out', partitions: leftOut })
  if (tally.dropped > 0n) found.push({ code: 'keys-full', count: tally.dropped })
  if (table.keptKeys < table.rows) found.push({ code: 'search-partial', count: table.keptKeys })
  return found
}

function lost({ logStarts, settings }: Evidence): Found[] {
  const starts = logStarts.filter((start) => start > 0n)
  const found: Found[] = []
  if (starts.length > 0) {
    const count = starts.reduce((sum, start) => sum + start, 0n)
    found.push({ code: 'log-start', count, partitions: starts.length })
  }
  if (settings === null) found.push({ code: 'policy-unknown' })
  return found
}

/** Of each point that does not lie at the end: what compaction took from before it. */
function compaction({ tally, counts, cuts, ends, settings, startedAt, elapsedMs }: Evidence): Found[] {
  const found: Found[] = []
  for (const [at, cut] of cuts.entries()) {
    const point = POINTS[at] ?? null
    const holed = tally.lanes.filter(({ missingOffsets, lossy }) => missingOffsets > 0n && lossy[at] === true)
    if (holed.length === 0 || isEnd(cut, ends)) continue
    const partitions = holed.length
    found.push({ code: 'compacted', count: counts.points[at]?.unknown ?? null, partitions, point })
  }
  if (settings?.compacted !== true) return found
  const { deleteRetentionMs, minCompactionLagMs } = settings
  if (tally.lanes.some(({ missingOffsets }) => missingOffsets > 0n)) {
    found.push({ code: 'tombstones-gone', ms: deleteRetentionMs })
  }
  if (found.some(({ code }) => code === 'compacted') && (minCompactionLagMs ?? 0) > 0) {
    found.push({ code: 'compaction-lag', ms: Math.max(0, startedAt - (minCompactionLagMs ?? 0)) })
  }
  if (deleteRetentionMs !== null && elapsedMs > deleteRetentionMs) {
    found.push({ code: 'slow', ms: deleteRetentionMs })
  }
  return found
}

/** Nothing lies behind it that could have taken the place of what lies before. */
function isEnd(cut: Cut, ends: readonly bigint[]): boolean {
  return cut.time === null && ends.every((end, lane) => (cut.offsets[lane] ?? 0n) >= end)
}

const NOTED: Readonly<Partial<Record<ScanNote['code'], StateMarkCode>>> = {
  'log-start-moved': 'moved',
  'open-transaction': 'open-transaction',
  aborted: 'aborted',
  corrupt: 'corrupt',
}

function leftOut({ notes, tally }: Evidence): Found[] {
  const found: Found[] = []
  for (const [noted, code] of Object.entries(NOTED)) {
    const alike = notes.filter((note) => note.code === noted)
    if (alike.length === 0) continue
    const counted = alike.every(({ count }) => count !== null)
    const count = counted ? alike.reduce((sum, note) => sum + (note.count ?? 0), 0) : null
    found.push({ code, count })
  }
  if (tally.nullKeys > 0n) found.push({ code: 'null-key', count: tally.nullKeys })
  if (tally.unreadable > 0n) found.push({ code: 'not-read', count: tally.unreadable })
  return found
}

function apart({ tally, counts, cuts }: Evidence): Found[] {
  const found: Found[] = []
  for (const [at, cut] of cuts.entries()) {
    if (cut.time !== null)
      found.push({ code: 'late', count: tally.late[at] ?? 0n, point: POINTS[at] ?? null })
  }
  if (counts.elsewhere > 0) found.push({ code: 'elsewhere', count: counts.elsewhere })
  return found
}
