import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../../shared/src/paths.ts'
import type { ReplaySpecInput } from '../../shared/src/replay.ts'
import { ENDED_STATES, ReplayJob, type ReplayState } from '../../shared/src/replay-job.ts'
import { ReplayPlan } from '../../shared/src/replay-plan.ts'

const CLUSTER = 'local'
const POLL_MS = 25
const DEADLINE_MS = 300_000
const ASKED_MAX = 30
const RESUME_MS = 1_000

/** Re-publishes as a person does: plans, accepts what is warned of, types the target. */
export class JobClient {
  url: string

  constructor(url: string) {
    this.url = url
  }

  async start(spec: ReplaySpecInput): Promise<ReplayJob> {
    const plan = ReplayPlan.parse(await this.#post(paths.replayPlan(CLUSTER), spec))
    if (!plan.allowed) throw new Error(`not allowed: ${JSON.stringify(plan.warnings)}`)
    const accept = plan.warnings.flatMap(({ severity, code }) => (severity === 'accept' ? [code] : []))
    const body = {
      plan: plan.plan,
      mode: 'run',
      confirm: plan.confirm,
      accept,
      who: 'bench',
      why: 'a measurement',
    }
    return ReplayJob.parse(await this.#post(paths.replays(CLUSTER), body))
  }

  async act(id: string, act: 'pause' | 'resume' | 'abort' | 'verify'): Promise<void> {
    await this.#post(paths.replayAct(CLUSTER, id, act), {})
  }

  async job(id: string): Promise<ReplayJob> {
    return ReplayJob.parse(await this.#send(paths.replay(CLUSTER, id), { method: 'GET' }))
  }

  /** Waits until it is in one of these states; throws where it ended in another. */
  async until(id: string, states: readonly ReplayState[]): Promise<ReplayJob> {
    for (let waited = 0; waited < DEADLINE_MS; waited += POLL_MS) {
      const job = await this.job(id)
      if (states.includes(job.state)) return job
      if (ENDED_STATES.includes(job.state) || job.state === 'paused')
        throw new Error(`${id} is ${job.state}: ${JSON.stringify(job.fault ?? job.hold)}`)
      await sleep(POLL_MS)
    }
    throw new Error(`${id} was in none of ${states.join(', ')} in time`)
  }

  /** Waits for its end as a person would who lets it go on whenever it asks. */
  async through(id: string): Promise<ReplayJob> {
    for (let asked = 0; asked < ASKED_MAX; asked += 1) {
      const job = await this.until(id, ['completed', 'paused', 'interrupted'])
      if (job.state === 'completed') return job
      await this.act(id, 'resume')
      await sleep(RESUME_MS)
    }
    throw new Error(`${id} asked ${ASKED_MAX} times to be let go on`)
  }

  #post(path: string, body: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json' }
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async #send(path: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(this.url + path, { ...init, signal: AbortSignal.timeout(30_000) })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`)
    return said
  }
}
