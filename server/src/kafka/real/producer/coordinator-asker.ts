import { type CallScope, withScope } from '../../call-scope.ts'
import { brokerTimeout, coordinatorMoving } from '../../faults.ts'
import { KafkaFault } from '../../kafka-fault.ts'
import type { BrokerClient, BrokerNode } from '../broker-client.ts'
import type { ClusterMap } from '../cluster-map.ts'
import { isStaleCoordinator, KAFKA } from '../error-codes.ts'
import { FIND_ANY_COORDINATOR } from '../producer-wire-apis.ts'
import type { WireApi } from '../wire-api.ts'

/** Between two attempts; a transaction that is just being ended takes a moment. */
const PAUSE_MS = 50
/** One broker gets so long before its coordinator is looked for anew. */
const ATTEMPT_MS = 10_000

const KEY_TYPES = { group: 0, transaction: 1 } as const

/** Whom a coordinator coordinates; `refusal` says why one may not be looked for. */
export interface CoordinatorKey {
  type: keyof typeof KEY_TYPES
  name: string
  refusal: (code: number) => KafkaFault
}

const PASSING: ReadonlySet<number> = new Set([
  KAFKA.requestTimedOut,
  KAFKA.networkException,
  KAFKA.coordinatorLoading,
  KAFKA.coordinatorNotAvailable,
  KAFKA.notCoordinator,
  KAFKA.concurrentTransactions,
  KAFKA.throttlingQuotaExceeded,
])

export function isPassingCode(code: number): boolean {
  return PASSING.has(code)
}

/** What another try, perhaps of another broker, may mend. */
export function isPassingFault(error: unknown): error is KafkaFault {
  return error instanceof KafkaFault && PASSING_FAULTS.has(error.code)
}

const PASSING_FAULTS: ReadonlySet<string> = new Set([
  'CLUSTER_UNREACHABLE',
  'BROKER_TIMEOUT',
  'LEADER_UNAVAILABLE',
])

/**
 * Asks coordinators what does the same when it is asked twice: again and again, of the next one where one is none (any
 * more), until there is an answer that stands, or no time left.
 */
export class CoordinatorAsker {
  readonly client: BrokerClient
  readonly map: ClusterMap
  readonly #closed: AbortSignal
  readonly #found = new Map<string, BrokerNode>()

  constructor(client: BrokerClient, map: ClusterMap, closed: AbortSignal) {
    this.client = client
    this.map = map
    this.#closed = closed
  }

  /** Runs one conversation within its time. */
  async within<T>(timeoutMs: number, work: (scope: CallScope) => Promise<T>): Promise<T> {
    return await withScope({ timeoutMs, closed: this.#closed }, work)
  }

  /** `codeOf`: the error code that decides whether to ask again. */
  async ask<Args extends unknown[], Answer>(
    key: CoordinatorKey,
    api: WireApi<Args, Answer>,
    scope: CallScope,
    { args, codeOf }: { args: Args; codeOf: (answer: Answer) => number },
  ): Promise<{ answer: Answer; code: number }> {
    for (;;) {
      const last = scope.remainingMs() <= PAUSE_MS
      try {
        const answer = await this.#once(key, api, args, scope)
        const code = codeOf(answer)
        if (!PASSING.has(code)) return { answer, code }
        if (isStaleCoordinator(code)) this.#found.delete(nameOf(key))
        if (last) throw coordinatorMoving(key.name)
      } catch (error) {
        if (last || !isPassingFault(error)) throw error
        this.#found.delete(nameOf(key))
      }
      await this.pause(scope)
    }
  }

  async pause(scope: CallScope): Promise<void> {
    await scope.sleep(PAUSE_MS, () => brokerTimeout('The coordinator', 'a transaction', scope.timeoutMs))
  }

  async #once<Args extends unknown[], Answer>(
    key: CoordinatorKey,
    api: WireApi<Args, Answer>,
    args: Args,
    outer: CallScope,
  ): Promise<Answer> {
    const timeoutMs = Math.min(ATTEMPT_MS, outer.remainingMs())
    return await withScope({ timeoutMs, signal: outer.signal, closed: this.#closed }, async (scope) => {
      const broker = this.#found.get(nameOf(key)) ?? (await this.#find(key, scope))
      return await this.client.call(broker, api, args, scope)
    })
  }

  async #find(key: CoordinatorKey, scope: CallScope): Promise<BrokerNode> {
    const args: [0 | 1, string[]] = [KEY_TYPES[key.type], [key.name]]
    const answer = await this.client.callAny(this.map.candidates(), FIND_ANY_COORDINATOR, args, scope)
    const [one] = answer.coordinators
    if (one === undefined || PASSING.has(one.errorCode)) throw coordinatorMoving(key.name)
    if (one.errorCode !== KAFKA.none) throw key.refusal(one.errorCode)
    const node = { id: one.nodeId, host: one.host, port: one.port }
    this.#found.set(nameOf(key), node)
    return node
  }
}

function nameOf({ type, name }: CoordinatorKey): string {
  return `${type} ${name}`
}
