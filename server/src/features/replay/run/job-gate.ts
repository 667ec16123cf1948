import { createHash, randomBytes } from 'node:crypto'
import type { ReplayStart } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { AppError } from '#http/app-error.ts'
import { readOnlyError } from '#http/read-only-error.ts'
import type { JobRecord } from './job-record.ts'
import { freshLane } from './lane-progress.ts'

const WHY_LEAST = 3

/** Throws where a plan may not be carried out so. A dry run writes nothing, and needs no more than the plan. */
export function mustMayStart(plan: ReplayPlan, { mode, confirm, accept, why }: ReplayStart): void {
  if (mode === 'dry-run') return
  if (plan.readOnly !== null)
    throw readOnlyError(`Sluice does not write to "${plan.confirm}".`, plan.readOnly)
  const blocking = plan.warnings.find(({ severity }) => severity === 'block')
  if (blocking !== undefined || !plan.allowed)
    throw refused(
      `${blocking?.message ?? 'The plan may not be carried out.'} Nothing was written.`,
      blocking?.code,
    )
  const open = plan.warnings.find(({ severity, code }) => severity === 'accept' && !accept.includes(code))
  if (open !== undefined)
    throw refused(
      `The plan warns, and that is not accepted yet (accept: "${open.code}"): ${open.message} Nothing was written.`,
      open.code,
    )
  if (confirm !== plan.confirm)
    throw refused(
      `confirm is "${confirm}" and the target is "${plan.confirm}". Nothing was written: type the name of the target to confirm.`,
    )
  if (why.length < WHY_LEAST)
    throw refused('why is to say in three characters or more why this is written. Nothing was written.')
}

function refused(message: string, warning?: string): AppError {
  return new AppError('BAD_REQUEST', message, warning === undefined ? {} : { details: { warning } })
}

/** All that a repeated request must repeat. */
export function printOf(request: ReplayStart): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url')
}

/** A job that has not begun. */
export function newRecord(options: {
  cluster: string
  plan: ReplayPlan
  request: ReplayStart
  parent: string | null
  at: number
}): JobRecord {
  const { cluster, plan, request, parent, at } = options
  const { mode, who, why, accept } = request
  return {
    id: newId(),
    ...{ cluster, mode, plan, who, why, parent },
    ...{ state: 'running', hold: null, fault: null, startedAt: at, endedAt: null },
    accepted: [...accept],
    lanes: plan.ranges.map(freshLane),
    ...{ writtenTo: [], resumed: [], verify: null, failures: [], floors: [] },
    file: mode === 'run' && plan.spec.target.kind === 'file',
    ...{ dirty: true, inFlight: null, watched: [], gapsAccepted: false, canaryDone: false },
    print: printOf(request),
  }
}

/** The job that a repeated request began; throws where it is another request. */
export function sameRequest(record: JobRecord, request: ReplayStart): JobRecord {
  if (record.print === printOf(request)) return record
  throw new AppError(
    'IDEMPOTENCY_CONFLICT',
    'This idempotency key began another job. Nothing was begun: send this one under a new key.',
  )
}

/** What cannot be done with a job in the state that it is in. */
export function wrongState({ id, state }: JobRecord, what: string, wanted: string): AppError {
  return new AppError(
    'REPLAY_STATE',
    `Job "${id}" is ${state} and cannot be ${what}: it must be ${wanted}.`,
    {
      details: { state },
    },
  )
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

function newId(): string {
  return [...randomBytes(12)].map((byte) => LETTERS[byte & 31]).join('')
}
