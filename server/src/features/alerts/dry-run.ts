import { setImmediate as nextTurn } from 'node:timers/promises'
import { type AlertRuleBody, DRY_RUN_GROUPS_MAX, DRY_RUN_TIMES_MAX, type DryRun } from '@sluice/shared/alerts'
import type { LagState } from '@sluice/shared/groups-state'
import type { GroupStanding } from '../groups/lag-board.ts'
import { activate } from './alert-rules.ts'
import { figuresOf, type Reading, readCondition } from './engine/reading.ts'
import { ALERT_TIMING, type AlertState, type AlertTiming, stepAlert } from './engine/step-alert.ts'

/** A group as history knows it at a time, or on average over a stretch. Null is "not known". */
export interface PastSample {
  at: number
  /** Nothing is known since the sample before. */
  gap: boolean
  lag: bigint | null
  lost: bigint | null
  timeMs: number | null
  atLeast: boolean
  commitRate: number | null
  state: LagState | null
}

export interface PastOfGroup {
  /** Length of a stretch; null: samples as they were taken. */
  stepMs: number | null
  /** The first sample that was ever kept; null: there is none. */
  firstAt: number | null
  samples: readonly PastSample[]
}

interface DryRunParts {
  standings: Iterable<GroupStanding>
  /** Null: no history is kept. */
  past: ((group: string, from: number, to: number) => PastOfGroup) | null
  from: number
  now: number
  signal: AbortSignal
  timing?: AlertTiming
}

type Time = DryRun['times'][number]

/** Runs a rule through what is known of the past, by the same steps as the present. */
export async function dryRun(body: AlertRuleBody, parts: DryRunParts): Promise<DryRun> {
  const rule = activate('dry-run', 'store', null, body)
  const groups = [...parts.standings].filter(({ group }) => rule.groups(group))
  const notes = new Set<DryRun['notes'][number]>()
  const told: Omit<DryRun, 'notes' | 'times' | 'fired'> = {
    ...{ from: parts.from, to: parts.now, matches: groups.length, looked: 0, stepMs: null },
  }
  const { past, now } = parts
  const nowOnly = past === null || body.condition.kind === 'timeToLoss'
  if (past === null) notes.add('no-history')
  if (nowOnly) {
    const times = groups.flatMap((standing) => holdsNow(rule, standing, now))
    notes.add('now-only')
    return { ...told, from: now, looked: groups.length, ...counted(times), notes: [...notes] }
  }
  if (rule.topics !== null) notes.add('topics-whole')
  if (groups.length > DRY_RUN_GROUPS_MAX) notes.add('some-groups')
  const times: Time[] = []
  let begin: number | null = null
  for (const { group } of worstFirst(groups).slice(0, DRY_RUN_GROUPS_MAX)) {
    parts.signal.throwIfAborted()
    const { stepMs, firstAt, samples } = past(group, parts.from, now)
    if (firstAt !== null) begin = Math.min(begin ?? firstAt, firstAt)
    told.stepMs = stepMs === null ? told.stepMs : Math.max(told.stepMs ?? 0, stepMs)
    told.looked += 1
    times.push(...runThrough(body, group, samples, stepMs, parts.timing ?? ALERT_TIMING))
    await nextTurn()
  }
  if (begin === null || begin > parts.from) notes.add('short')
  if (told.stepMs !== null && told.stepMs > Math.max(body.forMs, 1)) notes.add('coarse')
  told.from = Math.min(now, Math.max(parts.from, begin ?? now))
  return { ...told, ...counted(times), notes: [...notes] }
}

function counted(times: readonly Time[]): Pick<DryRun, 'fired' | 'times'> {
  return { fired: times.length, times: times.toSorted((a, b) => b.at - a.at).slice(0, DRY_RUN_TIMES_MAX) }
}

function worstFirst(groups: readonly GroupStanding[]): readonly GroupStanding[] {
  return groups.toSorted((a, b) => Number((b.lag ?? 0n) - (a.lag ?? 0n)))
}

function holdsNow(rule: ReturnType<typeof activate>, standing: GroupStanding, now: number): Time[] {
  const { condition } = rule.body
  // How long a commit has stood is seen by looking again and again only.
  const figures = condition.kind === 'noProgress' ? null : figuresOf(standing, rule.topics, null)
  const reading = figures === null ? null : readCondition(condition, figures)
  if (reading?.verdict !== 'beyond') return []
  return [{ group: standing.group, at: now, until: null, value: reading.text }]
}

const GAP_MS = 60_000

function runThrough(
  body: AlertRuleBody,
  group: string,
  samples: readonly PastSample[],
  stepMs: number | null,
  timing: AlertTiming,
): Time[] {
  const times: Time[] = []
  const still = new StillTime()
  // A stretch is many samples in one.
  const reads = stepMs !== null || body.condition.kind === 'lost' ? 1 : timing.samples
  const rule = { forMs: body.forMs, samples: reads, gapMs: Math.max(GAP_MS, 3 * (stepMs ?? 0)) }
  let state: AlertState | null = null
  for (const sample of samples) {
    const { at, gap } = sample
    if (gap && state !== null) state = { ...state, lastAt: null }
    const reading = readPast(body, sample, still)
    const step = stepAlert(rule, state, { at, asOf: at, reading }, timing)
    const fired = step.state?.phase === 'firing' && state?.phase !== 'firing'
    if (fired) times.push({ group, at, until: null, value: step.state?.worst ?? null })
    if (step.ended !== null) {
      const last = times.at(-1)
      if (last !== undefined) times[times.length - 1] = { ...last, until: at, value: step.ended.worst }
    }
    state = step.state
  }
  return times
}

function readPast(body: AlertRuleBody, sample: PastSample, still: StillTime): Reading {
  const { lag, lost, timeMs, atLeast, state } = sample
  if (state === null) return { verdict: 'unknown', because: 'group' }
  return readCondition(body.condition, {
    ...{ lag, lost, lagState: state, partly: false, timeToLossMs: null, stillMs: still.at(sample) },
    time: {
      ...{ ms: timeMs, atLeast, method: timeMs === null ? 'none' : 'interpolated' },
      ...{ confidence: null, clockSkew: false, asOf: sample.at },
    },
  })
}

/** For how long a group had lag and no commit of it moved. */
class StillTime {
  #since: number | null = null

  at({ at, gap, lag, commitRate }: PastSample): number | null {
    const stands = lag !== null && lag > 0n && commitRate === 0
    if (!stands || gap) this.#since = null
    if (stands) this.#since ??= at
    return this.#since === null ? null : at - this.#since
  }
}
