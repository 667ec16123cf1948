import { REPLAY_EVENT, type ReplayEvent } from '@sluice/shared/replay-job'
import type { JobDirectory } from './run/job-directory.ts'

/** Tells pages of jobs that changed, each as it is now. */
export function replayFeed(jobs: Pick<JobDirectory, 'onChange' | 'running'>, cluster: string) {
  return {
    event: REPLAY_EVENT,
    subscribe: (send: (event: ReplayEvent) => void) => {
      send({ jobs: jobs.running(cluster) })
      return jobs.onChange((job) => {
        if (job.cluster === cluster) send({ jobs: [job] })
      })
    },
    merge: (older: ReplayEvent, newer: ReplayEvent): ReplayEvent => {
      const kept = older.jobs.filter(({ id }) => !newer.jobs.some((one) => one.id === id))
      return { jobs: [...kept, ...newer.jobs] }
    },
  }
}
