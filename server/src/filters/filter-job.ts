import type { CelVariable } from '@sluice/shared/messages-cel-words'
import type { FilterFault } from './filter-fault.ts'
import type { Evaluation } from './record-evaluator.ts'
import type { Judgement } from './record-judge.ts'
import type { Batch } from './record-pack.ts'
import type { FilterAct } from './worker-messages.ts'

export type Answer = Judgement | Evaluation

/** One search that filters, or one replay that changes: what it asks, and its handfuls that wait for a thread. */
export class FilterQuery {
  readonly act: FilterAct
  readonly source: string
  readonly variables: ReadonlySet<CelVariable>
  readonly waiting: FilterJob[] = []
  /** Set once it was ended by force: nothing of it is judged any more. */
  fault: FilterFault | null = null

  constructor(act: FilterAct, source: string, variables: ReadonlySet<CelVariable>) {
    this.act = act
    this.source = source
    this.variables = variables
  }
}

/** One handful on its way to its answer. */
export class FilterJob {
  readonly query: FilterQuery
  readonly batch: Batch
  readonly queuedAt: number
  readonly answer: Promise<Answer>
  #resolve: (answer: Answer) => void = () => {}
  #reject: (error: unknown) => void = () => {}
  #settled = false

  constructor(query: FilterQuery, batch: Batch, now: number) {
    this.query = query
    this.batch = batch
    this.queuedAt = now
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Whether somebody still waits for it. */
  get open(): boolean {
    return !this.#settled
  }

  settle(answer: Answer): void {
    this.#settled = true
    this.#resolve(answer)
  }

  fail(error: unknown): void {
    this.#settled = true
    this.#reject(error)
  }
}
