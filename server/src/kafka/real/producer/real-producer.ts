import { closedFault } from '../../call-scope.ts'
import type { ClusterConnection } from '../../connection-config.ts'
import { commitRefused, producerClosed, producerFenced, transactionExpired } from '../../producer-faults.ts'
import type {
  EncodedBatch,
  GroupPlace,
  ProducerOptions,
  RecordProducer,
  WrittenBatch,
} from '../../record-producer.ts'
import { notSent, WriteFault } from '../../write-faults.ts'
import { BrokerClient } from '../broker-client.ts'
import { ClusterMap } from '../cluster-map.ts'
import { BatchSender } from './batch-sender.ts'
import { CoordinatorAsker } from './coordinator-asker.ts'
import { LeaderRoutes } from './leader-routes.ts'
import { OpenTransaction } from './open-transaction.ts'
import { newIdentity, type ProducerIdentity, TransactionCalls } from './transaction-calls.ts'

const TRANSACTION_TIMEOUT_MS = 60_000
const DELIVERY_TIMEOUT_MS = 120_000

interface Parts {
  client: BrokerClient
  routes: LeaderRoutes
  asker: CoordinatorAsker
  closed: AbortController
}

/** A producer to a running cluster, on connections of its own. */
export class RealProducer implements RecordProducer {
  readonly #parts: Parts
  readonly #sender: BatchSender
  readonly #calls: TransactionCalls | null
  readonly #transactionTimeoutMs: number
  readonly #onClosed: () => void
  #identity: ProducerIdentity
  #transaction: OpenTransaction | null = null
  /** Why nothing is sent any more. */
  #over: WriteFault | null = null

  private constructor(
    parts: Parts,
    connection: ClusterConnection,
    { calls, identity, options, onClosed }: Opened,
  ) {
    this.#parts = parts
    this.#calls = calls
    this.#identity = identity
    this.#onClosed = onClosed
    this.#transactionTimeoutMs = options.transactionTimeoutMs ?? TRANSACTION_TIMEOUT_MS
    this.#sender = new BatchSender(parts.routes, {
      transactionalId: calls?.id ?? null,
      deliveryTimeoutMs: options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS,
      requestTimeoutMs: connection.requestTimeoutMs,
      onThrottle: options.onThrottle ?? (() => {}),
      identity: () => this.#identity,
      admits: (lane) => this.#calls === null || this.#transaction?.admits(lane) === true,
      onOver: () => this.#end(this.#whyOver()),
    })
  }

  static async open(
    connection: ClusterConnection,
    options: ProducerOptions,
    onClosed: (producer: RealProducer) => void,
  ): Promise<RealProducer> {
    const parts = partsOf(connection)
    const { transactionalId: id } = options
    const timeoutMs = options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS
    const calls = id === undefined ? null : new TransactionCalls(parts.asker, id, timeoutMs)
    try {
      const identity =
        calls === null
          ? await newIdentity(parts.asker, connection.requestTimeoutMs)
          : await calls.take(options.transactionTimeoutMs ?? TRANSACTION_TIMEOUT_MS)
      const opened = { calls, identity, options, onClosed: () => onClosed(producer) }
      const producer: RealProducer = new RealProducer(parts, connection, opened)
      return producer
    } catch (error) {
      parts.client.close()
      throw error
    }
  }

  get producerId(): bigint {
    return this.#identity.producerId
  }

  get producerEpoch(): number {
    return this.#identity.producerEpoch
  }

  async send(batch: EncodedBatch): Promise<WrittenBatch> {
    if (this.#over !== null) throw this.#over
    if (this.#calls !== null && this.#transaction === null) throw new Error('No transaction was begun')
    return await this.#sender.send(batch)
  }

  async room(): Promise<void> {
    await this.#sender.room()
  }

  begin(): void {
    if (this.#calls === null || this.#transaction !== null) throw new Error('No transaction can begin now')
    this.#transaction = new OpenTransaction(
      this.#calls,
      this.#sender,
      () => this.#identity,
      () => {
        this.#end(this.#whyOver())
      },
    )
  }

  async commit(places?: { group: string; offsets: readonly GroupPlace[] }): Promise<void> {
    const { calls, transaction } = this.#open()
    await this.#sender.idle()
    await transaction.quiet()
    if (this.#over !== null) throw this.#over
    if (this.#sender.anyDead || transaction.doubt) throw commitRefused(calls.id)
    await this.#guard(transaction, async () => {
      if (places !== undefined && places.offsets.length > 0) {
        await calls.commitPlaces(this.#identity, places)
        transaction.touched = true
      }
      if (transaction.touched) await this.#commit(calls)
    })
    this.#transaction = null
  }

  async abort(): Promise<void> {
    const { calls, transaction } = this.#open()
    this.#sender.drop(producerClosed())
    await this.#sender.idle()
    await transaction.quiet()
    if (this.#over !== null) throw this.#over
    await this.#guard(transaction, async () => {
      if (transaction.touched && !transaction.doubt) await calls.end(this.#identity, 'abort')
      // With an epoch of its own the next transaction counts from 0, and nothing late of this one is taken any more.
      if (!transaction.doubt && !this.#sender.anyDead) return
      this.#identity = await calls.take(this.#transactionTimeoutMs, this.#identity)
      this.#sender.reset()
    })
    this.#transaction = null
  }

  async close(): Promise<void> {
    this.#over ??= producerClosed()
    await this.#sender.idle()
    this.#release()
  }

  abandon(): void {
    this.#end(producerClosed())
    this.#release()
  }

  /** At once: what is under way is then unknown. */
  destroy(cluster: string): void {
    this.#end(notSent(closedFault(cluster)))
    this.#release()
  }

  #release(): void {
    this.#parts.closed.abort(producerClosed())
    this.#parts.routes.close()
    this.#parts.client.close()
    this.#onClosed()
  }

  #open(): { calls: TransactionCalls; transaction: OpenTransaction } {
    if (this.#calls === null || this.#transaction === null) throw new Error('No transaction was begun')
    return { calls: this.#calls, transaction: this.#transaction }
  }

  /** Nobody but the next producer of this id can know how it ended, where no answer came. */
  async #commit(calls: TransactionCalls): Promise<void> {
    try {
      await calls.end(this.#identity, 'commit')
    } catch (error) {
      if (error instanceof WriteFault && error.written === 'unknown') this.#end(error)
      throw error
    }
  }

  async #guard(transaction: OpenTransaction, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      transaction.doubt = true
      if (!(error instanceof WriteFault) || error.code !== 'PRODUCER_FENCED') throw error
      throw this.#end(this.#whyOver())
    }
  }

  #end(fault: WriteFault): WriteFault {
    this.#over ??= fault
    this.#sender.end(this.#over)
    return this.#over
  }

  /** Its coordinator ends a transaction that takes too long as another producer would: the clock tells. */
  #whyOver(): WriteFault {
    const id = this.#calls?.id ?? `producer ${this.producerId}`
    const openMs = performance.now() - (this.#transaction?.startedAt ?? performance.now())
    return openMs >= this.#transactionTimeoutMs ? transactionExpired(id) : producerFenced(id)
  }
}

interface Opened {
  calls: TransactionCalls | null
  identity: ProducerIdentity
  options: ProducerOptions
  onClosed: () => void
}

function partsOf(connection: ClusterConnection): Parts {
  const client = new BrokerClient(connection)
  const map = new ClusterMap(client, connection)
  const closed = new AbortController()
  const asker = new CoordinatorAsker(client, map, closed.signal)
  return { client, closed, asker, routes: new LeaderRoutes(map, connection, closed.signal) }
}
