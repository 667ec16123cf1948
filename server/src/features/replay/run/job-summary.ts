import type { ReplayJob, ReplayLane, ReplaySummary } from '@sluice/shared/replay-job'
import type { JobRecord } from './job-record.ts'

/** How fast a job was lately; null where that is not known. */
export interface JobRates {
  recordsPerSecond: number | null
  bytesPerSecond: number | null
  offsetsPerSecond: number | null
}

export const NO_RATES: JobRates = { recordsPerSecond: null, bytesPerSecond: null, offsetsPerSecond: null }

const COUNTED = ['read', 'written', 'filtered', 'skipped', 'failed', 'bytes'] as const

export function toSummary(record: JobRecord, rates: JobRates = NO_RATES): ReplaySummary {
  const { id, cluster, mode, state, hold, who, why, startedAt, endedAt, fault, parent, plan, lanes } = record
  const counts = Object.fromEntries(COUNTED.map((name) => [name, sum(lanes, (lane) => BigInt(lane[name]))]))
  const done = doneOf(lanes)
  const total = lanes.reduce((all, { from, to }) => all + BigInt(to) - BigInt(from), 0n)
  const { recordsPerSecond, bytesPerSecond, offsetsPerSecond } = rates
  const eta =
    state === 'running' && offsetsPerSecond !== null && offsetsPerSecond > 0
      ? Math.ceil((Number(total - done) / offsetsPerSecond) * 1000)
      : null
  return {
    ...{ id, cluster, name: plan.spec.name, mode, state, hold, who, why, startedAt, endedAt, fault, parent },
    sources: [...plan.spec.source.topics],
    target: plan.confirm,
    ...(counts as Record<(typeof COUNTED)[number], string>),
    ...{ offsetsDone: `${done}`, offsetsTotal: `${total}`, recordsPerSecond, bytesPerSecond, etaMs: eta },
  }
}

export function toJob(record: JobRecord, rates: JobRates = NO_RATES): ReplayJob {
  const { plan, accepted, lanes, writtenTo, resumed, verify, failures, file } = record
  return {
    ...toSummary(record, rates),
    ...{ plan, accepted, lanes, writtenTo, resumed, verify, failures, file },
  }
}

export function doneOf(lanes: readonly ReplayLane[]): bigint {
  return lanes.reduce((all, { from, next }) => all + BigInt(next) - BigInt(from), 0n)
}

function sum(lanes: readonly ReplayLane[], of: (lane: ReplayLane) => bigint): string {
  return lanes.reduce((all, lane) => all + of(lane), 0n).toString()
}

interface Sample {
  at: number
  written: bigint
  bytes: bigint
  done: bigint
}

/** Over so many samples rates are taken. */
const SAMPLES = 11

/** How fast a job is, by what it had done a few seconds ago. */
export class RateMeter {
  #samples: Sample[] = []

  sample(at: number, lanes: readonly ReplayLane[]): void {
    const of = (name: 'written' | 'bytes') => lanes.reduce((all, lane) => all + BigInt(lane[name]), 0n)
    this.#samples.push({ at, written: of('written'), bytes: of('bytes'), done: doneOf(lanes) })
    if (this.#samples.length > SAMPLES) this.#samples.shift()
  }

  rates(): JobRates {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (first === undefined || last === undefined || last.at <= first.at) return NO_RATES
    const seconds = (last.at - first.at) / 1000
    return {
      recordsPerSecond: Number(last.written - first.written) / seconds,
      bytesPerSecond: Number(last.bytes - first.bytes) / seconds,
      offsetsPerSecond: Number(last.done - first.done) / seconds,
    }
  }
}
