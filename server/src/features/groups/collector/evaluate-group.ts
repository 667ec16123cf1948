import type { LagState } from '@sluice/shared/groups-state'
import { isPhantom } from '../figures/phantom.ts'
import { type GroupRecord, hasMembers, pushTrend } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'
import { judge, type RowFacts } from './judge-row.ts'
import type { LagMemory } from './lag-memory.ts'
import { below, copyOffset, equal, isUnknown, isZero, setZero, toNumber } from './offset-words.ts'
import { type FigureOptions, figureRow, nextOf } from './row-figures.ts'
import { follow, NONE, newMarks, type PlaceSample, type RowMarks, rateOf } from './row-marks.ts'
import { type RowTable, UNJUDGED } from './row-table.ts'
import { stateAt, stateIndex } from './row-view.ts'
import { sumGroup } from './sum-group.ts'
import { takeOver } from './take-over.ts'

export type EvaluateOptions = Omit<FigureOptions, 'watched'>

/** Shortest time over which a rate is told, as a share of the window: two minutes of ten. */
const RATE_SHARE = 0.2

/** A gap between two samples, as a share of the window, behind which nothing is told of the time before. */
const UNWATCHED = 1.5

/** One for all rows: they are judged one after the other. */
const scratch: RowMarks = newMarks()
const place: PlaceSample = { at: 0, committed: 0, before: 0, end: 0, lag: 0 }
const facts: RowFacts = {
  now: 0,
  committed: false,
  known: false,
  lost: false,
  ahead: false,
  atEnd: false,
  held: false,
  phantom: false,
  topicGone: false,
  unread: false,
  heldSince: Number.NaN,
  rewoundAt: Number.NaN,
  alive: null,
  lifeEndedAt: Number.NaN,
}
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
  for (let index = 0; index < record.rows.length; index += 1)
    judgeRow(memory, record.rows[index] ?? -1, context)
  const before = { state: record.lagState, lag: record.sums.lag }
  record.asOf = now
  sumGroup(memory, record)
  pushTrend(record, record.sums.lag)
  watch.judged(record, before.state, now)
  return moved || before.state !== record.lagState || before.lag !== record.sums.lag
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
  const { rows } = memory
  const { pending, committed, lag } = rows.words
  const part = rows.part[row] ?? -1
  const next = nextOf(memory, row, context.next)
  const phantom =
    next !== null && isPhantom({ lag: rows.lag[row] ?? NONE, unchanged: rows.unchanged[row] ?? 0, next })
  if (phantom) setZero(lag, row)
  const marks = rows.load(row, scratch, FRESH)
  if (!isUnknown(pending, row) && !isUnknown(rows.words.stable, row) && !isUnknown(lag, row))
    followRow(rows, row, marks, context)
  copyOffset(committed, row, pending, row)
  figureRow(memory, row, next, context)
  setFacts(memory, row, context)
  facts.phantom = phantom
  const verdict = judge(marks, facts, context.windowMs)
  if (verdict.state === 'DATA_LOSS' && stateAt(rows.state[row]) !== 'DATA_LOSS' && marks.samples > 1)
    context.watch.retention(
      context.record,
      part,
      (memory.book.start[part] ?? NONE) - (rows.committed[row] ?? NONE),
      context.now,
    )
  setState(memory, row, verdict.state, verdict.since, context.now)
}

/** Takes the place into the marks, where all of it is known. */
function followRow(rows: RowTable, row: number, marks: RowMarks, { now, windowMs }: RowContext): void {
  const { pending, committed, stable, lag } = rows.words
  place.at = now
  place.committed = toNumber(pending, row)
  place.before = isUnknown(committed, row) ? place.committed : toNumber(committed, row)
  place.end = toNumber(stable, row)
  place.lag = toNumber(lag, row)
  follow(marks, place, windowMs)
  const shortest = windowMs * RATE_SHARE
  rows.commitRate[row] = rateOf(marks, marks.anchorCommitted, place.committed, now, shortest)
  rows.produceRate[row] = rateOf(marks, marks.anchorEnd, place.end, now, shortest)
  rows.save(row, marks)
}

/** All but whether it is a phantom. Expects the commit to be taken over. */
function setFacts({ rows, book, rowFaults }: LagMemory, row: number, context: RowContext): void {
  const { committed, stable, end, lag } = rows.words
  const part = rows.part[row] ?? -1
  facts.now = context.now
  facts.committed = !isUnknown(committed, row)
  facts.known = !isUnknown(end, row) && !isUnknown(stable, row) && !isUnknown(lag, row)
  facts.lost = below(committed, row, book.words.start, part)
  facts.ahead = below(end, row, committed, row)
  facts.atEnd = !below(committed, row, stable, row) || isZero(lag, row)
  facts.held = equal(committed, row, stable, row) && below(stable, row, end, row)
  facts.topicGone = book.topicOfPart(part).gone
  facts.unread = rowFaults.size > 0 && rowFaults.has(row)
  facts.heldSince = book.heldSince[part] ?? Number.NaN
  facts.rewoundAt = rows.rewound.size === 0 ? Number.NaN : (rows.rewound.get(row)?.at ?? Number.NaN)
  facts.alive = context.alive
  facts.lifeEndedAt = context.lifeEndedAt
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
