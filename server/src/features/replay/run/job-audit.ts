import type { ReplayState } from '@sluice/shared/replay-job'
import type { AuditEntry, AuditLog } from '#store/audit-log.ts'
import type { JobRecord } from './job-record.ts'
import { toSummary } from './job-summary.ts'

type Act = 'start' | 'pause' | 'resume' | 'abort' | 'end' | 'halted' | 'interrupted'

export interface JobAuditDeps {
  audit: Pick<AuditLog, 'append'>
  /** The log of the process has every entry too, also one that could not be kept. */
  log(event: string, fields: Record<string, unknown>): void
  onError(event: string, error: unknown): void
  now(): number
}

/** Ranges and places of an entry; of more the job itself tells. */
const TOLD = 50

/** Leaves a trail of what is done with jobs: who, why, what of, where to. A dry run, which writes nothing, leaves none. */
export class JobAudit {
  readonly #deps: JobAuditDeps

  constructor(deps: JobAuditDeps) {
    this.#deps = deps
  }

  add(act: Act, record: JobRecord): void {
    const { cluster, who, why, plan, mode } = record
    if (mode === 'dry-run') return
    const { audit, log, onError, now } = this.#deps
    const detail = detailOf(record)
    const entry: AuditEntry = {
      ...{ at: now(), cluster, who, why, action: `replay-${act}`, target: plan.confirm, detail },
      result: resultOf(act, record.state),
    }
    log(`replay-${act}`, { cluster, who, why, target: plan.confirm, ...detail })
    try {
      audit.append(entry)
    } catch (error) {
      // What was written is not undone by a log that cannot be kept: the log of the process has it.
      onError('audit-not-kept', error)
    }
  }
}

function detailOf(record: JobRecord) {
  const { id, plan, state, fault, hold, lanes, writtenTo, accepted } = record
  const { read, written, filtered, skipped, failed, bytes } = toSummary(record)
  const { source, guarantee, name } = plan.spec
  return {
    ...{ job: id, plan: plan.plan, name, guarantee, state, accepted },
    ...{ read, written, filtered, skipped, failed, bytes },
    fault: fault ?? (hold?.kind === 'fault' ? hold.fault : null),
    sources: source.topics,
    ranges: lanes
      .slice(0, TOLD)
      .map(({ topic, partition, from, next, to }) => ({ topic, partition, from, next, to })),
    writtenTo: writtenTo.slice(0, TOLD),
  }
}

function resultOf(act: Act, state: ReplayState): AuditEntry['result'] {
  if (act === 'halted' || state === 'failed') return 'failed'
  if (act === 'interrupted') return 'unknown'
  return state === 'completed-with-gaps' || act === 'abort' ? 'partly' : 'done'
}
