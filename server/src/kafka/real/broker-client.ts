import type { CallScope } from '../call-scope.ts'
import type { ClusterConnection } from '../connection-config.ts'
import { brokerTimeout, clusterUnreachable } from '../faults.ts'
import type { AnswerMemory } from '../gateway.ts'
import type { FailedAttempt, KafkaFault } from '../kafka-fault.ts'
import { addressText, type BrokerAddress } from './broker-address.ts'
import { type BrokerConnection, ConnectionLost } from './broker-connection.ts'
import { BrokerPool, type Lease, type LeaseKind } from './broker-pool.ts'
import { failedAttempt, toBrokerFault } from './failed-attempt.ts'
import { probeBroker } from './probe-broker.ts'
import { SilentBrokers } from './silent-brokers.ts'
import type { WireApi } from './wire-api.ts'

/** How long one address may take to connect before the next is tried beside it. */
const HEDGE_MS = 500

export interface BrokerNode extends BrokerAddress {
  id: number
}

/** `sent`: the broker may have got the request, and may have done what it asks for. */
export type CalledOnce<Answer> = { ok: true; answer: Answer } | { ok: false; sent: boolean; error: unknown }

interface LeaseOptions {
  kind?: LeaseKind
  memory?: AnswerMemory | null
}

type Use<T> = (connection: BrokerConnection) => Promise<T>

/** Sends requests to a named broker, or to whichever answers. Every failure leaves as a {@link KafkaFault}. */
export class BrokerClient {
  readonly pool: BrokerPool
  readonly #cluster: string
  /** Null: who asks waits for its own deadline. */
  readonly #silent: SilentBrokers | null

  constructor(config: ClusterConnection) {
    this.pool = new BrokerPool(config)
    this.#cluster = config.name
    this.#silent =
      config.skipSilent === true ? new SilentBrokers((address) => probeBroker(address, config)) : null
  }

  close(): void {
    this.#silent?.close()
    this.pool.close()
  }

  /** To that broker, on the connection shared by short requests. */
  async call<Args extends unknown[], Answer>(
    broker: BrokerNode,
    api: WireApi<Args, Answer>,
    args: Args,
    scope: CallScope,
  ): Promise<Answer> {
    try {
      const use: Use<Answer> = (connection) => connection.call(api, args)
      return await this.#hear(broker, () => this.#use(broker, api.name, use, scope))
    } catch (error) {
      throw toBrokerFault(broker, error)
    }
  }

  /** Whether that broker speaks at least `version` of the API. */
  async speaks(
    broker: BrokerNode,
    api: WireApi<never, unknown>,
    version: number,
    scope: CallScope,
  ): Promise<boolean> {
    try {
      const connection = await this.#hear(broker, () => this.pool.shared(broker, scope))
      return connection.versionOf(api) >= version
    } catch (error) {
      throw toBrokerFault(broker, error)
    }
  }

  /** To that broker, on a connection not shared meanwhile, for answers that may take long. */
  async callLeased<Args extends unknown[], Answer>(
    broker: BrokerNode,
    api: WireApi<Args, Answer>,
    args: Args,
    scope: CallScope,
    options: LeaseOptions = {},
  ): Promise<Answer> {
    return await this.#hear(broker, () => this.#callLeased(broker, api, args, scope, options))
  }

  async #callLeased<Args extends unknown[], Answer>(
    broker: BrokerNode,
    api: WireApi<Args, Answer>,
    args: Args,
    scope: CallScope,
    { kind = 'brief', memory = null }: LeaseOptions,
  ): Promise<Answer> {
    const late = () => brokerTimeout(addressText(broker), api.name, scope.timeoutMs)
    for (let attempt = 0; ; attempt += 1) {
      let outcome: 'clean' | 'dirty' = 'dirty'
      const lease = await this.pool.lease(broker, scope, kind).catch((error) => {
        throw toBrokerFault(broker, error)
      })
      try {
        lease.connection.memory = memory
        const answer = await scope.race(lease.connection.call(api, args), late)
        lease.connection.memory = null
        outcome = 'clean'
        return answer
      } catch (error) {
        if (attempt > 0 || !(error instanceof ConnectionLost)) throw toBrokerFault(broker, error)
      } finally {
        lease.release(outcome)
      }
    }
  }

  /** To that broker, once and on a connection of its own meanwhile: for what must not be done twice. Never rejects. */
  async callOnce<Args extends unknown[], Answer>(
    broker: BrokerNode,
    api: WireApi<Args, Answer>,
    args: Args,
    scope: CallScope,
  ): Promise<CalledOnce<Answer>> {
    let sent = false
    let lease: Lease | null = null
    try {
      lease = await this.pool.lease(broker, scope)
      const { connection } = lease
      connection.versionOf(api)
      sent = true
      const late = () => brokerTimeout(addressText(broker), api.name, scope.timeoutMs)
      const answer = await scope.race(connection.call(api, args), late)
      lease.release('clean')
      return { ok: true, answer }
    } catch (error) {
      lease?.release('dirty')
      return { ok: false, sent, error: toBrokerFault(broker, error) }
    }
  }

  /** To the first of `candidates` that answers; rejects with every address and its reason when none does. */
  async callAny<Args extends unknown[], Answer>(
    candidates: readonly BrokerAddress[],
    api: WireApi<Args, Answer>,
    args: Args,
    scope: CallScope,
  ): Promise<Answer> {
    return await this.useAny(candidates, api.name, (connection) => connection.call(api, args), scope)
  }

  async useAny<T>(
    candidates: readonly BrokerAddress[],
    what: string,
    use: Use<T>,
    scope: CallScope,
  ): Promise<T> {
    const attempts: FailedAttempt[] = []
    const rank = (one: BrokerAddress): number =>
      Number(this.pool.isConnected(one)) - 2 * Number(this.#silent?.isSilent(one) ?? false)
    let left = [...candidates].sort((a, b) => rank(b) - rank(a))
    while (left.length > 0) {
      const address = await this.#firstConnected(left, attempts, scope)
      left = left.filter(
        (other) => other !== address && !attempts.some((one) => one.address === addressText(other)),
      )
      try {
        // A broker that accepts but does not answer must leave time to ask another.
        const limitMs = left.length > 0 ? scope.remainingMs() / 2 : undefined
        return await this.#hear(address, () => this.#use(address, what, use, scope, limitMs))
      } catch (error) {
        attempts.push(failedAttempt(address, error))
      }
    }
    throw clusterUnreachable(this.#cluster, attempts)
  }

  #hear<T>(address: BrokerAddress, ask: () => Promise<T>): Promise<T> {
    return this.#silent === null ? ask() : this.#silent.hear(address, ask)
  }

  async #use<T>(
    address: BrokerAddress,
    what: string,
    use: Use<T>,
    scope: CallScope,
    limitMs?: number,
  ): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      const connection = await this.pool.shared(address, scope)
      const late = () => {
        connection.retire()
        return brokerTimeout(addressText(address), what, limitMs ?? scope.timeoutMs)
      }
      try {
        return await scope.race(use(connection), late, limitMs)
      } catch (error) {
        if (attempt > 0 || !(error instanceof ConnectionLost)) throw error
      }
    }
  }

  /** Tries the addresses in order, each a little after the last, so that one dead host does not use up the time. */
  #firstConnected(
    candidates: readonly BrokerAddress[],
    attempts: FailedAttempt[],
    scope: CallScope,
  ): Promise<BrokerAddress> {
    return new Promise((resolve, reject) => {
      const waiting = [...candidates]
      let open = 0
      const startNext = () => {
        const address = scope.signal.aborted ? undefined : waiting.shift()
        if (address === undefined) {
          if (open === 0) reject(clusterUnreachable(this.#cluster, attempts))
          return
        }
        open += 1
        const hedge = setTimeout(startNext, HEDGE_MS)
        const failed = (error: unknown) => {
          clearTimeout(hedge)
          open -= 1
          try {
            attempts.push(failedAttempt(address, error))
          } catch (unexpected) {
            reject(unexpected)
          }
          startNext()
        }
        this.pool.shared(address, scope).then(() => {
          clearTimeout(hedge)
          resolve(address)
        }, failed)
      }
      startNext()
    })
  }
}
