import { setTimeout as sleep } from 'node:timers/promises'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import type { MovePlan, MovePlanRequest } from '@sluice/shared/groups-reset'
import type {
  MoveApplyRequest,
  MoveResult,
  MoveUndoRequest,
  ReadBack,
} from '@sluice/shared/groups-reset-result'
import { AppError } from '#http/app-error.ts'
import { readOnlyCluster } from '#http/read-only-error.ts'
import type { GroupWrites } from '#kafka/groups.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { WriteFault } from '#kafka/write-faults.ts'
import type { AuditEntry, AuditLog } from '#store/audit-log.ts'
import type { GroupSnapshots } from '#store/group-snapshots.ts'
import { actedOn, type CarryDeps, carryOut, type Signature } from './carry-out.ts'
import { makePlan, type PlanDeps, watchKey } from './make-plan.ts'
import { ACTION_OF, detailOf, planDetail, RESULT_OF, ROWS_AUDITED } from './move-deed.ts'
import { idOf } from './place-id.ts'
import type { PlacedRow } from './place-row.ts'
import { type KeptPlan, PlanBook } from './plan-book.ts'
import type { KeyDecoder } from './plan-words.ts'
import { QuietWatch } from './quiet-watch.ts'
import { readBack } from './read-back.ts'
import type { MoveReads } from './read-group.ts'

/** One cluster as moving its groups needs it. */
export interface MoveDoor {
  cluster: string
  gateway: MoveReads
  /** What writes, or why nothing does. */
  writes: { writer: GroupWrites } | { readOnly: ReadOnlyReason }
  habits: PlanDeps['habits']
}

export interface GroupMovesDeps {
  snapshots: GroupSnapshots
  bookmark: PlanDeps['bookmark']
  audit: AuditLog
  decodeKey: KeyDecoder
  /** Told of what was moved, so that nobody is taken for a reader whose commits move. */
  onMoved?: (cluster: string, group: string) => void
  /** What could not be told to anybody: the second reading is made when the request is over. */
  onFault: (event: string, fields: Record<string, unknown>) => void
  now?: () => number
  laterMs?: number
  watchMs?: number
}

const LATER_MS = 10_000

/** Plans and carries out moves of groups: one at a time for each group, each plan once, each with its audit entry. */
export class GroupMoves {
  readonly #deps: GroupMovesDeps
  readonly #now: () => number
  readonly #book: PlanBook
  readonly #watch: QuietWatch
  /** The plan by which each group was moved last, until its commits were looked at again. */
  readonly #newest = new Map<string, string>()
  /** The last move of each group that is under way. */
  readonly #turns = new Map<string, Promise<unknown>>()

  constructor(deps: GroupMovesDeps) {
    this.#deps = deps
    this.#now = deps.now ?? Date.now
    this.#book = new PlanBook({ now: this.#now })
    this.#watch = new QuietWatch({
      now: this.#now,
      ...(deps.watchMs === undefined ? {} : { needMs: deps.watchMs }),
    })
  }

  async plan(
    door: MoveDoor,
    group: string,
    request: MovePlanRequest,
    signal: AbortSignal,
  ): Promise<MovePlan> {
    return (await makePlan(this.#planDeps(door), group, request, signal)).plan
  }

  /** Throws `PLAN_CHANGED` for a plan that is not known any more. */
  look(cluster: string, group: string, hash: string): { plan: MovePlan; result: MoveResult | null } {
    const { plan, result } = this.#book.get(cluster, group, hash)
    return { plan, result }
  }

  /** The second apply of a plan gets the answer of the first. Throws where nothing was written. */
  async apply(door: MoveDoor, group: string, request: MoveApplyRequest): Promise<MoveResult> {
    confirm(group, request.confirm)
    return await this.#once(door, this.#book.get(door.cluster, group, request.plan), request)
  }

  /** Plans an undo and carries it out. */
  async undo(door: MoveDoor, group: string, request: MoveUndoRequest): Promise<MoveResult> {
    confirm(group, request.confirm)
    const to = { mode: 'undo' as const, snapshot: request.snapshot }
    const { signal } = new AbortController()
    const kept = await makePlan(this.#planDeps(door), group, { to, scope: [] }, signal)
    return await this.#once(door, kept, request)
  }

  async #once(door: MoveDoor, kept: KeptPlan, signed: Signature): Promise<MoveResult> {
    if (kept.outcome !== null) {
      const first = await kept.outcome
      return { ...(kept.result ?? first), replayed: true }
    }
    const outcome = this.#inTurn(watchKey(door.cluster, kept.plan.group), () =>
      this.#carry(door, kept, signed),
    )
    kept.outcome = outcome
    try {
      kept.result = await outcome
      return kept.result
    } catch (error) {
      // Nothing was written, so that it may be tried again.
      kept.outcome = null
      throw error
    }
  }

  async #carry(door: MoveDoor, kept: KeptPlan, signed: Signature): Promise<MoveResult> {
    const { cluster } = door
    const { group } = kept.plan
    try {
      if ('readOnly' in door.writes) throw readOnlyCluster(cluster, door.writes.readOnly)
      const deps: CarryDeps = {
        ...this.#planDeps(door),
        writer: door.writes.writer,
        sleep: async (ms) => void (await sleep(ms)),
        laterMs: this.#deps.laterMs ?? LATER_MS,
      }
      const result = await carryOut(deps, kept, signed)
      this.#audit(door, kept, { signed, result: RESULT_OF[result.end], detail: detailOf(kept, result) })
      this.#deps.onMoved?.(cluster, group)
      this.#lookLater(door, kept, { signed, rows: sentOf(kept, result) })
      return result
    } catch (error) {
      const code = error instanceof AppError || error instanceof KafkaFault ? error.code : 'INTERNAL'
      const why = error instanceof Error ? error.message : String(error)
      this.#audit(door, kept, {
        signed,
        result: error instanceof WriteFault && error.written === 'unknown' ? 'unknown' : 'failed',
        detail: { ...planDetail(kept), code, message: why },
      })
      throw error
    }
  }

  /** A member that was dying may still commit what it had read. */
  #lookLater(
    door: MoveDoor,
    kept: KeptPlan,
    { signed, rows }: { signed: Signature; rows: readonly PlacedRow[] },
  ): void {
    const { plan, kind } = kept
    const key = watchKey(door.cluster, plan.group)
    this.#newest.set(key, plan.plan)
    const timer = setTimeout(() => {
      const superseded = this.#newest.get(key) !== plan.plan
      if (!superseded) this.#newest.delete(key)
      const asked = readBack(door.gateway, { group: plan.group, kind, rows, at: this.#now() })
      asked
        .then(({ told }) => {
          if (kept.result !== null)
            kept.result = { ...kept.result, later: superseded ? movedAgain(told, plan.group) : told }
          if (told.strayCount === 0 || superseded) return
          const detail = {
            plan: plan.plan,
            strays: told.strays.slice(0, ROWS_AUDITED),
            count: told.strayCount,
          }
          this.#audit(door, kept, { signed, action: 'late-commit', result: 'partly', detail })
        })
        .catch((error: unknown) => this.#deps.onFault('late-look-failed', { group: plan.group, error }))
    }, this.#deps.laterMs ?? LATER_MS)
    timer.unref()
  }

  /** What was written is not undone by a log that cannot be kept: then the log of the process has it. */
  #audit(
    { cluster }: MoveDoor,
    { plan }: KeptPlan,
    entry: { signed: Signature; action?: string; result: AuditEntry['result']; detail: unknown },
  ): void {
    const { signed, action = ACTION_OF[plan.mode] ?? 'move-offsets', result, detail } = entry
    const { who, why } = signed
    const row = { at: this.#now(), cluster, who, action, target: plan.group, why, detail, result }
    try {
      this.#deps.audit.append(row)
    } catch (error) {
      this.#deps.onFault('audit-not-kept', { ...row, error })
    }
  }

  async #inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#turns.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#turns.get(key) === mine) this.#turns.delete(key)
    }
  }

  #planDeps({ cluster, gateway, writes, habits }: MoveDoor): PlanDeps {
    const { snapshots, bookmark, decodeKey } = this.#deps
    return {
      ...{ cluster, gateway, snapshots, bookmark, decodeKey, habits, now: this.#now },
      readOnly: 'readOnly' in writes ? writes.readOnly : null,
      book: this.#book,
      watch: this.#watch,
    }
  }
}

/** What may have been written: a partition that was refused stands where it stood, and nobody put it there. */
function sentOf(kept: KeptPlan, { rows }: MoveResult): PlacedRow[] {
  const refused = new Set(rows.filter(({ end }) => end === 'refused').map(idOf))
  return actedOn(kept).filter((row) => !refused.has(idOf(row)))
}

/** Where its commits stand now says nothing of this move any more. */
function movedAgain(told: ReadBack, group: string): ReadBack {
  const message = `Group "${group}" was moved again since, so that nothing can be said of this move.`
  return { at: told.at, strays: [], strayCount: 0, fault: { code: 'PLAN_CHANGED', message } }
}

function confirm(group: string, typed: string): void {
  if (typed === group) return
  throw new AppError(
    'BAD_REQUEST',
    `confirm is "${typed}" and the group is "${group}". Nothing was written: type the id of the group to confirm.`,
  )
}
