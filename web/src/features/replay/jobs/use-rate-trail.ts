import type { ReplayJob } from '@sluice/shared/replay-job'
import { useEffect, useState } from 'react'
import { type RateSample, withSample } from './rate-trail.ts'

/** The rates of a job since its page was opened. */
export function useRateTrail(job: ReplayJob | undefined): readonly RateSample[] {
  const [trail, setTrail] = useState<readonly RateSample[]>([])
  useEffect(() => {
    if (job) setTrail((known) => withSample(known, job, Date.now()))
  }, [job])
  return trail
}
