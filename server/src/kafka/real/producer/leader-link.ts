import type { ClusterConnection } from '../../connection-config.ts'
import { brokerTimeout } from '../../faults.ts'
import { addressText } from '../broker-address.ts'
import type { BrokerNode } from '../broker-client.ts'
import { BrokerConnection } from '../broker-connection.ts'
import { toBrokerFault } from '../failed-attempt.ts'
import type { ProduceAnswer, ProduceAsk } from '../produce-codec.ts'
import { PRODUCE } from '../wire-apis.ts'

/** Requests on one connection before the first is answered. */
const MAX_REQUESTS = 5

/** `sent`: the leader may have got the request. */
export type LinkOutcome = { ok: true; answer: ProduceAnswer } | { ok: false; sent: boolean; error: unknown }

/** One leader's connection, which carries nothing but batches. */
export class LeaderLink {
  readonly node: BrokerNode
  /** A quota is used up until then. */
  mutedUntil = 0
  readonly #config: ClusterConnection
  #connection: BrokerConnection | null = null
  #opening: Promise<BrokerConnection> | null = null
  #requests = 0
  #closed = false

  constructor(node: BrokerNode, config: ClusterConnection) {
    this.node = node
    this.#config = config
  }

  hasRoom(now: number): boolean {
    return this.#requests < MAX_REQUESTS && now >= this.mutedUntil
  }

  /** Never rejects. Requests are sent in the order of the calls. */
  async send(ask: ProduceAsk): Promise<LinkOutcome> {
    let sent = false
    this.#requests += 1
    try {
      const connection = await this.#open()
      connection.versionOf(PRODUCE)
      sent = true
      return { ok: true, answer: await this.#answered(connection, ask) }
    } catch (error) {
      return { ok: false, sent, error: toBrokerFault(this.node, error) }
    } finally {
      this.#requests -= 1
    }
  }

  close(): void {
    this.#closed = true
    this.#connection?.destroy()
  }

  /** One that is late ends the connection: what stands behind it is answered by nobody either. */
  async #answered(connection: BrokerConnection, ask: ProduceAsk): Promise<ProduceAnswer> {
    const limitMs = this.#config.requestTimeoutMs
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(brokerTimeout(addressText(this.node), PRODUCE.name, limitMs))
        connection.destroy()
      }, limitMs)
    })
    return await Promise.race([connection.call(PRODUCE, [ask]), late]).finally(() => clearTimeout(timer))
  }

  async #open(): Promise<BrokerConnection> {
    if (this.#connection?.usable === true) return this.#connection
    this.#opening ??= BrokerConnection.open(this.node, this.#config).finally(() => {
      this.#opening = null
    })
    const connection = await this.#opening
    if (this.#closed) connection.destroy()
    this.#connection = connection
    return connection
  }
}
