import { isIP } from 'node:net'
import { Connection, type ConnectionOptions, TimeoutError } from '@platformatic/kafka'
import type { ClusterConnection } from '../connection-config.ts'
import { notSupported } from '../faults.ts'
import type { AnswerMemory, ApiDescription } from '../gateway.ts'
import { KafkaFault } from '../kafka-fault.ts'
import { addressText, type BrokerAddress } from './broker-address.ts'
import { closedReason, describeConnectError } from './connect-fault.ts'
import { SocketGuard } from './guard-socket.ts'
import { readApiVersions } from './read-api-versions.ts'
import { bearerVerdict } from './sasl-bearer.ts'
import { guardedScram } from './scram-guard.ts'
import type { WireApi } from './wire-api.ts'

/** The connection went away under a request: the request may be sent again on another one. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** A connection that could not be set up, with the reason fit to stand after "host:port: ". */
export class ConnectFailed extends Error {
  override readonly name = 'ConnectFailed'
  readonly code: 'CLUSTER_UNREACHABLE' | 'AUTHENTICATION_FAILED'

  constructor(code: 'CLUSTER_UNREACHABLE' | 'AUTHENTICATION_FAILED', reason: string) {
    super(reason)
    this.code = code
  }
}

/** One authenticated connection to one broker, which knows the API versions that broker speaks. */
export class BrokerConnection {
  readonly address: string
  readonly #link: Connection
  readonly #config: ClusterConnection
  #apis: ApiDescription
  #inFlight = 0
  #retired = false
  readonly #told: () => Error | null
  readonly #guard: SocketGuard
  #idleSince = performance.now()

  private constructor(address: string, link: Link, config: ClusterConnection, apis: ApiDescription) {
    this.address = address
    this.#link = link.connection
    this.#told = link.told
    this.#guard = link.guard
    this.#config = config
    this.#apis = apis
  }

  /** Connects, authenticates and asks for the API versions, all within `connectTimeoutMs` each. */
  static async open(address: BrokerAddress, config: ClusterConnection): Promise<BrokerConnection> {
    const text = addressText(address)
    const guard = new SocketGuard()
    // The library hands `onread` on to the socket by a patch of ours, so that its types do not know it.
    const options = { ...optionsOf(address.host, config), onread: guard.onread }
    const connection = new Connection(config.clientId, options)
    const told = firstErrorOf(connection)
    try {
      const connected = connection.connect(address.host, address.port)
      guard.guard(connection.socket)
      await connected
      const apis = await within(config.connectTimeoutMs, readApiVersions(connection, text))
      return new BrokerConnection(text, { connection, told, guard }, config, apis)
    } catch (error) {
      connection.socket?.destroy()
      const { code, reason } = describeConnectError(told() ?? error, config)
      throw new ConnectFailed(code === 'AUTHENTICATION_FAILED' ? code : 'CLUSTER_UNREACHABLE', reason)
    }
  }

  /** Whether new requests may go out on it. */
  get usable(): boolean {
    return !this.#retired && (this.#link.isConnected() || this.#link.status === 'reauthenticating')
  }

  get apis(): ApiDescription {
    return this.#apis
  }

  idleMs(): number {
    return this.#inFlight > 0 ? 0 : performance.now() - this.#idleSince
  }

  /** The highest version both sides know; throws `NOT_SUPPORTED` where there is none. */
  versionOf(api: Pick<WireApi<never, unknown>, 'key' | 'purpose' | 'since' | 'versions'>): number {
    const range = this.#apis.apis.find(({ key }) => key === api.key)
    if (range === undefined) throw notSupported(api.purpose, api.since)
    const versions = [...api.versions.keys()].filter(
      (version) => version >= range.min && version <= range.max,
    )
    if (versions.length > 0) return Math.max(...versions)
    const newer = range.min > Math.max(...api.versions.keys())
    if (!newer) throw notSupported(api.purpose, api.since)
    throw new KafkaFault(
      'NOT_SUPPORTED',
      `${api.purpose} is not possible: the broker is newer than Sluice knows.`,
    )
  }

  /** Sends a request in the version both sides know. Rejects with {@link ConnectionLost} when the broker hangs up. */
  async call<Args extends unknown[], Answer>(api: WireApi<Args, Answer>, args: Args): Promise<Answer> {
    const encoded = api.versions.get(this.versionOf(api))
    if (encoded === undefined) throw notSupported(api.purpose, api.since)
    return await this.#counting(async () => {
      try {
        return await encoded.async(this.#link, ...args)
      } catch (error) {
        if (!this.#link.isConnected()) throw this.#lost(error)
        const message = `${this.address} answered ${api.name} in a way that Sluice cannot read.`
        throw new KafkaFault('INTERNAL', message, { address: this.address, cause: error })
      }
    })
  }

  /** Asks anew what the broker speaks; finalised features change while it runs. */
  async refreshApis(): Promise<ApiDescription> {
    return await this.#counting(async () => {
      try {
        this.#apis = await readApiVersions(this.#link, this.address)
        return this.#apis
      } catch (error) {
        throw this.#lost(error)
      }
    })
  }

  /** Takes no new requests and closes once those in flight have ended: what to do with a broker that is late. */
  retire(): void {
    this.#retired = true
    if (this.#inFlight === 0) this.destroy()
  }

  /** Where large answers are laid until {@link memory} is null again. For a connection that one call has for itself. */
  set memory(memory: AnswerMemory | null) {
    this.#guard.memory = memory
  }

  /** Closes at once; requests in flight fail. */
  destroy(): void {
    this.#retired = true
    void this.#link.close().catch(() => {})
    this.#link.socket?.destroy()
  }

  #lost(cause: unknown): ConnectionLost {
    const told = this.#told()
    const reason =
      told === null ? closedReason(this.#config) : describeConnectError(told, this.#config).reason
    return new ConnectionLost(reason, { cause })
  }

  async #counting<T>(work: () => Promise<T>): Promise<T> {
    this.#config.onRequest?.()
    this.#inFlight += 1
    try {
      return await work()
    } finally {
      this.#inFlight -= 1
      this.#idleSince = performance.now()
      if (this.#retired && this.#inFlight === 0) this.destroy()
    }
  }
}

interface Link {
  connection: Connection
  told: () => Error | null
  guard: SocketGuard
}

/**
 * Without a listener an 'error' event ends the process. A broker that refuses the client's certificate does so after
 * the handshake: the event then says why, and the request only that the connection closed.
 */
function firstErrorOf(connection: Connection): () => Error | null {
  let first: Error | null = null
  connection.on('error', (error) => {
    first ??= error
  })
  return () => first
}

function optionsOf(host: string, config: ClusterConnection): ConnectionOptions {
  const { tls, sasl } = config
  return {
    connectTimeout: config.connectTimeoutMs,
    requestTimeout: Math.max(config.requestTimeoutMs, LIBRARY_TIMEOUT_MS),
    ...(tls === null ? {} : tlsOptions(host, tls)),
    ...(sasl === null ? {} : { sasl: saslOptions(sasl) }),
  }
}

/** The library hangs up on a request this late. Calls give up earlier by their own deadlines; this ends what they left. */
const LIBRARY_TIMEOUT_MS = 60_000

function tlsOptions(host: string, tls: NonNullable<ClusterConnection['tls']>): ConnectionOptions {
  const { serverName, ...certificates } = tls
  return {
    tls: certificates,
    // SNI takes names only; an address is checked against the certificate without it.
    tlsServerName: serverName ?? isIP(host) === 0,
  }
}

function saslOptions(sasl: NonNullable<ClusterConnection['sasl']>): NonNullable<ConnectionOptions['sasl']> {
  if (sasl.mechanism === 'OAUTHBEARER') {
    return { mechanism: sasl.mechanism, token: sasl.token, authBytesValidator: bearerVerdict }
  }
  const { mechanism, username, password } = sasl
  if (mechanism === 'PLAIN') return { mechanism, username, password }
  return { mechanism, username, password, authenticate: guardedScram }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError('ApiVersions timed out')), ms)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
