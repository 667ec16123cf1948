import { LAG_STATES, type LagState } from '@sluice/shared/groups-state'
import { comesNearer, latest, type RowMarks, windowOf } from './row-marks.ts'

/** What is known of a group's place in one partition now. */
export interface RowFacts {
  now: number
  /** Something was ever committed. */
  committed: boolean
  /** Lag, last stable offset and log end are known. */
  known: boolean
  /** The log start lies beyond the commit. */
  lost: boolean
  /** The commit lies beyond the log end. */
  ahead: boolean
  /** Nothing is unread up to the last stable offset. */
  atEnd: boolean
  /** The commit stands at the last stable offset, and that below the log end. */
  held: boolean
  /** What is left to read is no message. */
  phantom: boolean
  topicGone: boolean
  /** The commit could not be read. */
  unread: boolean
  /** Since when the last stable offset stands below the end; NaN: it does not. */
  heldSince: number
  /** When the commit went back, until it is again where it was; NaN: it did not. */
  rewoundAt: number
  /** Whether there are members, or commits that move without any; null: not known. */
  alive: boolean | null
  /** When it was last alive, where it is not; NaN: never since Sluice looks. */
  lifeEndedAt: number
}

/** A state and since when: null is "since before Sluice looked", `entry` the moment in which it was first judged so. */
export interface Judgement {
  state: LagState
  since: number | null | 'entry'
}

const SAMPLES_MIN = 5
/** Share of the window for which members may be gone, a transaction open, or the end be away, before it is said. */
export const GRACE = 0.1
const GAPS_PER_LAP = 3

/** The rules of each state, first match first. */
export function judge(marks: RowMarks, facts: RowFacts, baseMs: number): Judgement {
  if (facts.topicGone) return entered('TOPIC_GONE')
  if (facts.unread) return entered('UNKNOWN')
  if (!facts.committed) return entered('NO_COMMIT')
  if (!facts.known) return entered('UNKNOWN')
  if (facts.lost) return entered('DATA_LOSS')
  if (facts.ahead) return entered('AHEAD')
  if (facts.phantom) return entered('PHANTOM')
  if (facts.atEnd) {
    // Who stands beyond it reads what is uncommitted too, and is not held.
    const held = facts.held && facts.now - facts.heldSince >= baseMs * GRACE
    return held ? { state: 'LSO_BLOCKED', since: facts.heldSince } : entered('OK')
  }
  return judgeBehind(marks, facts, windowOf(marks, baseMs))
}

function judgeBehind(marks: RowMarks, facts: RowFacts, windowMs: number): Judgement {
  const { now, alive, lifeEndedAt } = facts
  const warm = marks.samples >= SAMPLES_MIN && now - marks.firstAt >= windowMs / 2
  if (alive === false) {
    if (Number.isNaN(lifeEndedAt)) return entered(warm ? 'EMPTY_WITH_LAG' : 'WARMING')
    if (now - lifeEndedAt >= windowMs * GRACE) return { state: 'STOPPED', since: lifeEndedAt }
  }
  if (!Number.isNaN(facts.rewoundAt)) return { state: 'REWOUND', since: facts.rewoundAt }
  if (now - marks.caughtUpAt < windowMs || now - marks.lapAt <= lapOf(marks, windowMs)) return entered('OK')
  if (!warm) return entered('WARMING')
  const quietSince = latest(marks.movedAt, marks.caughtUpAt)
  if (Number.isNaN(quietSince)) return { state: 'STALLED', since: null }
  if (now - quietSince >= windowMs) return { state: 'STALLED', since: quietSince }
  if (comesNearer(marks)) return entered('OK')
  return { state: 'LAGGING', since: Number.isNaN(marks.lapAt) ? null : marks.lapAt }
}

/** How old an end may be that the commit has passed, for it to be at the end: who commits seldom is always a bit behind. */
function lapOf(marks: RowMarks, windowMs: number): number {
  return Math.max(windowMs * GRACE, GAPS_PER_LAP * (marks.moveGap || 0))
}

/** One for each state: most rows of most cycles are told one of them. */
const ENTERED = new Map<LagState, Judgement>(LAG_STATES.map((state) => [state, { state, since: 'entry' }]))

function entered(state: LagState): Readonly<Judgement> {
  return ENTERED.get(state) ?? { state, since: 'entry' }
}
