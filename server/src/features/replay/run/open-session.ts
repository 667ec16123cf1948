import type { ReplayPace } from '@sluice/shared/replay'
import type { ReplayHold, ReplayLane } from '@sluice/shared/replay-job'
import type { FilterRunner } from '#features/messages/filter/cel-check.ts'
import { openCheck } from '#features/messages/open-check.ts'
import type { RecordCheck } from '#features/messages/record-check.ts'
import { AppError } from '#http/app-error.ts'
import type { RecordShaper } from '../replay-parts.ts'
import { ErrorShare } from './error-share.ts'
import type { JobRecord } from './job-record.ts'
import type { Failure } from './lane-item.ts'
import { ClockPicker, LANES_AT_ONCE, type LanePicker, type RunningLane, TurnPicker } from './lane-picker.ts'
import { LaneProgress } from './lane-progress.ts'
import { LaneSource } from './lane-source.ts'
import { type OpenTarget, openTarget } from './open-target.ts'
import { Outbox } from './outbox.ts'
import { Pace, SourceClock } from './pace.ts'
import { ReplaySession } from './session.ts'
import { isKafka, type SessionClose, type SessionDeps, type SessionStart } from './session-deps.ts'
import { Wake } from './wake.ts'
import { wantedOf } from './wanted.ts'
import { keyOf, type WrittenBook } from './written-book.ts'

/** What is told from within a session. */
export interface SessionEvents {
  /** There is something new to tell and to keep. */
  publish(): void
  failed(failures: readonly Failure[]): void
}

/** A session with what it tells of itself while it runs. */
export interface OpenSession {
  session: ReplaySession
  lanes: readonly LaneProgress[]
  written: WrittenBook
  /** Records on their way. */
  inFlight(): number
  hold(): ReplayHold | null
  /** Why it must wait; of what else watches it. */
  holdBack(hold: ReplayHold | null): void
  close(end: SessionClose): Promise<void>
}

/** Read ahead of all partitions together, twice: what is worked on, and what is fetched meanwhile. */
const READ_BYTES = 4 * 1024 * 1024
const LANE_BYTES = 1024 * 1024
const LANE_BYTES_LEAST = 16 * 1024

/** Puts together what a session needs. What it opened is closed again where it cannot. */
export async function openSession(
  deps: SessionDeps,
  start: SessionStart,
  events: SessionEvents,
): Promise<OpenSession> {
  const { record, planned, side, now } = start
  const { spec } = record.plan
  const check = checkOf(spec.source, deps.filters)
  const shaper = await deps.planner.shaper(planned, record.id).catch((error: unknown) => {
    check?.close()
    throw error
  })
  let throttledUntil = 0
  let throttled = 0
  let target: OpenTarget | null = null
  try {
    const errorShare = new ErrorShare(spec.errors.maxShare)
    const fail = async (failures: readonly Failure[]): Promise<void> => {
      await side.add(failures)
      events.failed(failures)
    }
    target = await openTarget(deps, start, {
      onThrottle: (ms) => {
        throttled = ms
        throttledUntil = now() + ms
      },
      onFailed: async (failures) => {
        await fail(failures)
        errorShare.count(failures.length, true)
        session.checkShare()
      },
    })
    const progresses = target.lanes.map((lane) => new LaneProgress(lane))
    const reading = new AbortController()
    const lanes = progresses.map(
      (progress): RunningLane => ({
        progress,
        source: sourceOf(deps, { start, progress, check, shaper, reading, count: progresses.length }),
      }),
    )
    const wake = new Wake()
    const outbox = new Outbox({
      ...{ sender: target.sender, now },
      onSettled: (parcel) => session.onSettled(parcel),
      onFault: (error) => session.fail(error),
    })
    let held: ReplayHold | null = null
    const holdup = (): ReplayHold | null =>
      held ?? (now() < throttledUntil ? { kind: 'throttled', ms: throttled } : null)
    const session = new ReplaySession({
      ...{ lanes, outbox, errorShare, fail, holdup, reading, wake, now },
      pace: new Pace(paceOf(record)),
      picker: pickerOf(record, lanes),
      takes: target.takes,
      transaction: target.transaction(progresses, now),
      canaryLeft: canaryLeft(record, target.lanes),
      publish: events.publish,
    })
    const opened = target
    return {
      session,
      lanes: progresses,
      written: start.written,
      inFlight: () => outbox.inFlight,
      hold: () => session.hold,
      holdBack: (hold) => {
        held = hold
        wake.ring()
      },
      close: async (end) => {
        check?.close()
        shaper.close()
        await opened.close(end)
      },
    }
  } catch (error) {
    check?.close()
    shaper.close()
    await target?.close({ complete: false, clean: true })
    throw error
  }
}

function checkOf(
  { key, filter }: JobRecord['plan']['spec']['source'],
  filters: FilterRunner,
): RecordCheck | null {
  const asked = { ...(key === undefined ? {} : { key }), ...(filter === undefined ? {} : { filter }) }
  return openCheck(asked, filters)
}

/** A dry run holds nobody up, and a person waits for it: it goes as fast as it reads. */
function paceOf({ mode, plan }: Pick<JobRecord, 'mode' | 'plan'>): ReplayPace {
  return mode === 'dry-run' ? { by: 'unlimited' } : plan.spec.pace
}

function pickerOf({ mode, plan }: JobRecord, lanes: readonly RunningLane[]): LanePicker {
  const pace = paceOf({ mode, plan })
  return pace.by === 'timing' ? new ClockPicker(lanes, new SourceClock(pace)) : new TurnPicker(lanes)
}

/** Of the canary, what is not written yet. */
function canaryLeft({ mode, plan, canaryDone }: JobRecord, lanes: readonly ReplayLane[]): number | null {
  const { canary } = plan.spec
  // Nothing was written that could be looked at.
  if (canary === null || canaryDone || mode === 'dry-run') return null
  const written = lanes.reduce((sum, lane) => sum + BigInt(lane.written), 0n)
  return Math.max(0, canary - Number(written))
}

interface SourceParts {
  start: SessionStart
  progress: LaneProgress
  check: RecordCheck | null
  shaper: RecordShaper
  reading: AbortController
  count: number
}

function sourceOf(deps: SessionDeps, { start, progress, check, shaper, reading, count }: SourceParts) {
  const { record, skip } = start
  const { spec } = record.plan
  const { topic, partition, next, to } = progress
  const written = skip?.get(keyOf(progress))
  const share = Math.floor(READ_BYTES / (spec.pace.by === 'timing' ? count : Math.min(count, LANES_AT_ONCE)))
  return new LaneSource({
    ...{ topic, partition, from: next, to, check, shaper },
    bytes: Math.max(LANE_BYTES_LEAST, Math.min(LANE_BYTES, share)),
    wanted: wantedOf(record, progress),
    isWritten: written === undefined || written.size === 0 ? null : (offset) => written.has(offset),
    copies: spec.pace.by !== 'timing' && isKafka(spec.target),
    fetch: {
      gateway: deps.gateway(record.cluster),
      isolation: spec.source.isolation,
      signal: reading.signal,
    },
    onGap: (from, until) => {
      if (spec.onGap === 'stop' && !record.gapsAccepted) throw gapStop(progress, from, until)
      progress.gap(from, until)
    },
  })
}

function gapStop({ topic, partition }: LaneProgress, from: bigint, until: bigint): AppError {
  return new AppError(
    'OFFSET_OUT_OF_RANGE',
    `Retention removed offsets ${from} to ${until - 1n} of partition ${partition} of "${topic}" before they were read. Resume to go on behind them; the job then ends with gaps.`,
  )
}
