import type { ReplaySummary } from '@sluice/shared/replay-job'

/** How fast a job was at one moment. */
export interface RateSample {
  at: number
  records: number | null
  bytes: number | null
}

/** An hour of seconds; older ones go. */
export const TRAIL_MAX = 3600
const LEAST_MS = 900

/** The trail with what is known now. While a job does not run its rate is unknown: a gap, and not 0. */
export function withSample(
  trail: readonly RateSample[],
  job: Pick<ReplaySummary, 'state' | 'recordsPerSecond' | 'bytesPerSecond'>,
  now: number,
): readonly RateSample[] {
  const last = trail.at(-1)
  if (last && now - last.at < LEAST_MS) return trail
  const running = job.state === 'running'
  if (!running && (last === undefined || last.records === null)) return trail
  const sample = {
    at: now,
    records: running ? job.recordsPerSecond : null,
    bytes: running ? job.bytesPerSecond : null,
  }
  return [...trail.slice(Math.max(0, trail.length + 1 - TRAIL_MAX)), sample]
}
