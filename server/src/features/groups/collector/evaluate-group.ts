import type { LagState } from '@sluice/shared/groups-state'
import { isPhantom } from '../figures/phantom.ts'
import { type GroupRecord, hasMembers, pushTrend } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'
import { judge, type RowFacts } from './judge-row.ts'
import type { LagMemory } from './lag-memory.ts'
import { type FigureOptions, figureRow, nextOf } from './row-figures.ts'
import { follow, NONE, newMarks, type PlaceSample, type RowMarks, rateOf } from './row-marks.ts'
import { type RowTable, UNJUDGED } from './row-table.ts'
import { known, lagBetween, stateAt, stateIndex } from './row-view.ts'
import { sumGroup } from './sum-group.ts'

export type EvaluateOptions = Omit<FigureOptions, 'watched'>

/** Shortest time over which a rate is told, as a share of the window: two minutes of ten. */
const RATE_SHARE = 0.2

/** A gap between two samples, as a share of the window, behind which nothing is told of the time before. */
const UNWATCHED = 1.5

/** One for all rows: they are judged one after the other. */
const scratch: RowMarks = newMarks()
const place: PlaceSample = { at: 0, committed: 0, before: 0, end: 0, lag: 0 }
const FRESH: Readonly<RowMarks> = newMarks()

/** Takes over what was read of a group, judges each of its rows and sums them. True: something changed. */
export function evaluateGroup(
  memory: LagMemory,
  record: GroupRecord,
  watch: GroupWatch,
  options: EvaluateOptions,
): boolean {
  const { now, windowMs } = options
  // What was not watched for so long is watched anew: nobody saw whether it stood still meanwhile.
  if (record.asOf !== null && now - record.asOf > windowMs * UNWATCHED)
    for (const row of record.rows) memory.restart(row)
  const moved = takeOver(memory, record, watch, now)
  const life = followLife(record, moved, now, windowMs)
  const share = record.kind === 'share'
  const context = { ...options, ...life, share, watched: record.watchedUntil > now, record, watch }
  for (const row of record.rows) judgeRow(memory, row, context)
  const before = { state: record.lagState, lag: record.sums.lag }
  record.asOf = now
  sumGroup(memory, record)
  pushTrend(record, record.sums.lag)
  watch.judged(record, before.state, now)
  return moved || before.state !== record.lagState || before.lag !== record.sums.lag
}

/** A group that could not be read keeps its figures, of the time they are from; its state is not known. */
export function markUnread(record: GroupRecord, watch: GroupWatch, now: number): boolean {
  const before = record.lagState
  record.lagState = 'UNKNOWN'
  watch.judged(record, before, now)
  pushTrend(record, null)
  return before !== 'UNKNOWN'
}

/** The commit with the ends read right after it. */
function takeOver({ rows, book }: LagMemory, record: GroupRecord, watch: GroupWatch, now: number): boolean {
  const share = record.kind === 'share'
  let moved = false
  for (const row of record.rows) {
    const part = rows.part[row] ?? -1
    const before = rows.committed[row] ?? NONE
    const commit = rows.pending[row] ?? NONE
    const stable = book.stable[part] ?? NONE
    const same = commit === before && stable === rows.stable[row]
    rows.unchanged[row] = same ? Math.min(255, (rows.unchanged[row] ?? 0) + 1) : 1
    if (rows.samples[row] !== 0 && before !== NONE && commit !== before) {
      moved = true
      if (commit !== NONE) followBack(rows, row, { before, commit, now })
      watch.moved(record, part, { from: before, to: commit })
    }
    if (commit === NONE) rows.committed[row] = NONE
    rows.stable[row] = stable
    rows.end[row] = book.end[part] ?? NONE
    if (!share) rows.lag[row] = lagBetween(commit, stable, book.start[part] ?? NONE)
  }
  return moved
}

/** A commit that went back is remembered until it is again where it was. */
function followBack(
  { rewound }: RowTable,
  row: number,
  { before, commit, now }: { before: bigint; commit: bigint; now: number },
): void {
  const known = rewound.get(row)
  if (known !== undefined && commit >= known.from) rewound.delete(row)
  else if (known === undefined && commit < before) rewound.set(row, { from: before, at: now })
}

/** Whether somebody reads: a member, or a consumer with assign(), which is seen by its commits alone. */
function followLife(
  record: GroupRecord,
  moved: boolean,
  now: number,
  windowMs: number,
): Pick<RowFacts, 'alive' | 'lifeEndedAt'> {
  const members = hasMembers(record)
  if (members === true) {
    record.hadMembers = true
    record.leftAt = Number.NaN
    record.memberlessMoves = 0
  } else if (members === false && record.hadMembers && Number.isNaN(record.leftAt)) record.leftAt = now
  if (moved) record.movedAt = now
  // What we moved ourselves says of no reader that it lives.
  if (moved && members === false) record.memberlessMoves = record.ownMove ? 0 : record.memberlessMoves + 1
  if (moved) record.ownMove = false
  if (members !== false) return { alive: members, lifeEndedAt: Number.NaN }
  // One move may be a reset by a tool; two are a reader.
  if (isStandalone(record, now, windowMs)) return { alive: true, lifeEndedAt: Number.NaN }
  const lifeEndedAt = record.memberlessMoves > 1 ? record.movedAt : record.leftAt
  return { alive: false, lifeEndedAt }
}

export function isStandalone(record: GroupRecord, now: number, windowMs: number): boolean {
  return hasMembers(record) === false && record.memberlessMoves > 1 && now - record.movedAt < windowMs
}

interface RowContext extends FigureOptions, Pick<RowFacts, 'alive' | 'lifeEndedAt'> {
  share: boolean
  record: GroupRecord
  watch: GroupWatch
}

function judgeRow(memory: LagMemory, row: number, context: RowContext): void {
  const { rows, book } = memory
  const { now, windowMs } = context
  const part = rows.part[row] ?? -1
  const commit = rows.pending[row] ?? NONE
  const stable = rows.stable[row] ?? NONE
  const next = nextOf(memory, row, commit, context.next)
  const lag = rows.lag[row] ?? NONE
  const phantom = isPhantom({ lag, unchanged: rows.unchanged[row] ?? 0, next })
  if (phantom) rows.lag[row] = 0n
  const marks = rows.load(row, scratch, FRESH)
  if (commit !== NONE && stable !== NONE && lag !== NONE) {
    const before = rows.committed[row] ?? NONE
    place.at = now
    place.committed = Number(commit)
    place.before = before === NONE ? place.committed : Number(before)
    place.end = Number(stable)
    place.lag = phantom ? 0 : Number(lag)
    follow(marks, place, windowMs)
    const shortest = windowMs * RATE_SHARE
    rows.commitRate[row] = rateOf(marks, marks.anchorCommitted, place.committed, now, shortest)
    rows.produceRate[row] = rateOf(marks, marks.anchorEnd, place.end, now, shortest)
    rows.save(row, marks)
  }
  rows.committed[row] = commit
  figureRow(memory, row, next, context)
  const verdict = judge(
    marks,
    {
      now,
      committed: known(commit),
      logStart: known(book.start[part]),
      lastStable: known(stable),
      logEnd: known(rows.end[row]),
      lag: known(rows.lag[row]),
      phantom,
      topicGone: book.topicOfPart(part).gone,
      unread: memory.rowFaults.has(row),
      heldSince: book.heldSince[part] ?? Number.NaN,
      rewoundAt: rows.rewound.get(row)?.at ?? Number.NaN,
      alive: context.alive,
      lifeEndedAt: context.lifeEndedAt,
    },
    windowMs,
  )
  if (verdict.state === 'DATA_LOSS' && stateAt(rows.state[row]) !== 'DATA_LOSS' && marks.samples > 1)
    context.watch.retention(context.record, part, (book.start[part] ?? NONE) - commit, now)
  setState(memory, row, verdict.state, verdict.since, now)
}

function setState(
  { rows }: LagMemory,
  row: number,
  state: LagState,
  since: number | null | 'entry',
  now: number,
): void {
  const index = stateIndex(state)
  const before = rows.state[row]
  if (since !== 'entry') rows.since[row] = since ?? Number.NaN
  // What a row is found in at the first look began at some time before.
  else if (index !== before) rows.since[row] = before === UNJUDGED ? Number.NaN : now
  rows.state[row] = index
}
