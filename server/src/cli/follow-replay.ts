import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '@sluice/shared/paths'
import { ENDED_STATES, ReplayJob } from '@sluice/shared/replay-job'
import type { CallServer } from './call-server.ts'
import { progressLine } from './replay-words.ts'

/** What ended the watching: the job itself, somebody it waits for, or who watched. */
export type FollowEnd = { job: ReplayJob; end: 'ended' | 'waits' | 'left' }

export interface Follower {
  call: CallServer
  cluster: string
  /** Told of each look. */
  onLook: (line: string) => void
  /** Asked when somebody wants to stop watching; answers what is to become of the job. */
  asked: () => Promise<'leave' | 'abort' | 'watch'> | null
  everyMs?: number
}

const EVERY_MS = 1000

/** Watches a job until nothing more happens without a person. The job does not depend on it. */
export async function followReplay(
  { call, cluster, onLook, asked, everyMs = EVERY_MS }: Follower,
  id: string,
): Promise<FollowEnd> {
  for (;;) {
    const job = await call(paths.replay(cluster, id), ReplayJob)
    onLook(progressLine(job))
    if (ENDED_STATES.includes(job.state)) return { job, end: 'ended' }
    if (job.state === 'interrupted' || job.hold?.kind === 'canary' || job.hold?.kind === 'person')
      return { job, end: 'waits' }
    const wish = await asked()
    if (wish === 'leave') return { job, end: 'left' }
    if (wish === 'abort') {
      const headers = { 'content-type': 'application/json' }
      await call(paths.replayAct(cluster, id, 'abort'), ReplayJob, { method: 'POST', headers, body: '{}' })
      continue
    }
    await sleep(everyMs)
  }
}
