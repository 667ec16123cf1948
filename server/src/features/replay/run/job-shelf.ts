import type { ReplayLane, ReplayState } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import type { KeptJob, KeptLane, ReplayJobTable } from '#store/replay-jobs.ts'
import { bodyOf, type JobBody, type JobRecord } from './job-record.ts'
import { isAbandoned } from './lease.ts'

/** Jobs as they are kept, as records. */
export class JobShelf {
  readonly #table: ReplayJobTable
  readonly #ours: string
  readonly #now: () => number

  constructor(table: ReplayJobTable, ours: string, now: () => number) {
    this.#table = table
    this.#ours = ours
    this.#now = now
  }

  insert(record: JobRecord, idempotencyKey: string | null): void {
    const { id, cluster, startedAt, state, plan, lanes } = record
    this.#table.insert(
      {
        ...{ id, cluster, startedAt, state, idempotencyKey, plan, body: bodyOf(record) },
        ...{ owner: this.#ours, beat: this.#now() },
      },
      lanes.map(toKept),
    )
  }

  /** False: it has another owner than was thought, so that nothing was kept. */
  save(
    record: JobRecord,
    lanes: readonly ReplayLane[],
    { lasting, from, owner }: { lasting: boolean; from: string | null; owner: string | null },
  ): boolean {
    const { id, state } = record
    const change = { id, state, owner, beat: this.#now(), body: bodyOf(record), lanes: lanes.map(toKept) }
    return this.#table.update(change, from, lasting)
  }

  read(cluster: string, id: string): JobRecord | null {
    const found = this.#table.read(cluster, id)
    return found === null ? null : toRecord(found.job, found.lanes)
  }

  /** Those that ran in a process that is no more, now interrupted. */
  abandon(): JobRecord[] {
    const now = this.#now()
    return this.#table.inState('running').flatMap(({ job, lanes }) => {
      if (!isAbandoned(job, { ours: this.#ours, now })) return []
      const record = toRecord(job, lanes)
      record.state = 'interrupted'
      record.hold = null
      // Those that were sent when it ended are not in what was kept last.
      record.inFlight = null
      const { id, state } = record
      const change = { id, state, owner: null, beat: now, body: bodyOf(record), lanes: [] }
      return this.#table.update(change, job.owner, true) ? [record] : []
    })
  }
}

function toKept(lane: ReplayLane): KeptLane {
  return { topic: lane.topic, partition: lane.partition, body: lane }
}

/** What is read was written by {@link JobShelf.save}, of this or an older version that had the same fields. */
function toRecord(job: KeptJob, lanes: readonly KeptLane[]): JobRecord {
  const { id, cluster, startedAt, state, plan, body } = job
  return {
    ...(body as JobBody),
    ...{ id, cluster, startedAt, state: state as ReplayState, plan: plan as ReplayPlan },
    lanes: lanes.map((lane) => lane.body as ReplayLane),
  }
}
