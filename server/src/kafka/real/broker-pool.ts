import type { CallScope } from '../call-scope.ts'
import type { ClusterConnection } from '../connection-config.ts'
import { brokerTimeout } from '../faults.ts'
import type { FailedAttempt, KafkaFault } from '../kafka-fault.ts'
import { addressText, type BrokerAddress } from './broker-address.ts'
import { BrokerConnection, ConnectFailed } from './broker-connection.ts'

/** `patient`: for a fetch that mostly waits for records to come, as a live tail's. */
export type LeaseKind = 'brief' | 'patient'

/** Connections a broker gives to fetches at the same time; more wait for one to come free. */
const MAX_LEASES: Readonly<Record<LeaseKind, number>> = { brief: 8, patient: 256 }
const IDLE_MS = 30_000
const SWEEP_MS = 5_000
/** A broker just found dead is not called again by every request of a page; a refused password not at all for a while. */
const COOL_OFF_MS = { CLUSTER_UNREACHABLE: 1_000, AUTHENTICATION_FAILED: 30_000 } as const

interface Slot {
  shared: Promise<BrokerConnection> | null
  connected: BrokerConnection | null
  idle: BrokerConnection[]
  leased: Set<BrokerConnection>
  queues: Record<LeaseKind, Queue>
  failed: { until: number; fault: ConnectFailed } | null
}

interface Queue {
  max: number
  /** Leases given or being made. */
  out: number
  waiting: (() => void)[]
}

export interface Lease {
  connection: BrokerConnection
  /** Gives the connection back, or closes it where it may still carry an answer nobody waits for. */
  release(outcome: 'clean' | 'dirty'): void
}

/**
 * The connections to every broker of a cluster: one shared by short requests, and some that each serve one fetch at a
 * time, because a broker answers one request of a connection after the other and a long poll would block the rest.
 */
export class BrokerPool {
  readonly #config: ClusterConnection
  readonly #slots = new Map<string, Slot>()
  #sweeper: NodeJS.Timeout | null = null
  #closed = false

  constructor(config: ClusterConnection) {
    this.#config = config
  }

  isConnected(address: BrokerAddress): boolean {
    return this.#slots.get(addressText(address))?.connected?.usable ?? false
  }

  /** The shared connection, opened where there is none. Rejects with {@link ConnectFailed}, or by the scope. */
  async shared(address: BrokerAddress, scope: CallScope): Promise<BrokerConnection> {
    const slot = this.#slot(address)
    if (slot.connected !== null && !slot.connected.usable) {
      slot.connected.retire()
      forget(slot)
    }
    if (slot.shared === null) {
      const opening = this.#open(address, slot)
      slot.shared = opening
      opening.then(
        (connection) => {
          if (slot.shared === opening) slot.connected = connection
        },
        () => {
          if (slot.shared === opening) forget(slot)
        },
      )
    }
    return await scope.race(slot.shared, () => this.#late(address, scope))
  }

  /** A connection for one fetch at a time. Waits while all are out. */
  async lease(address: BrokerAddress, scope: CallScope, kind: LeaseKind = 'brief'): Promise<Lease> {
    const slot = this.#slot(address)
    const queue = slot.queues[kind]
    while (queue.out >= queue.max) await this.#turn(queue, address, scope)
    queue.out += 1
    try {
      const connection = takeIdle(slot) ?? (await this.#openForLease(address, slot, scope))
      slot.leased.add(connection)
      return { connection, release: (outcome) => this.#release(slot, queue, connection, outcome) }
    } catch (error) {
      comesFree(queue)
      throw error
    }
  }

  close(): void {
    this.#closed = true
    if (this.#sweeper !== null) clearInterval(this.#sweeper)
    for (const slot of this.#slots.values()) {
      for (const connection of [slot.connected, ...slot.idle, ...slot.leased]) connection?.destroy()
    }
    this.#slots.clear()
  }

  async #openForLease(address: BrokerAddress, slot: Slot, scope: CallScope): Promise<BrokerConnection> {
    const opening = this.#open(address, slot)
    try {
      return await scope.race(opening, () => this.#late(address, scope))
    } catch (error) {
      // The caller may have left first: what was being opened for it serves the next one.
      opening.then(
        (connection) => keep(slot, connection),
        () => {},
      )
      throw error
    }
  }

  async #open(address: BrokerAddress, slot: Slot): Promise<BrokerConnection> {
    if (slot.failed !== null && performance.now() < slot.failed.until) throw slot.failed.fault
    try {
      const connection = await BrokerConnection.open(address, this.#config)
      slot.failed = null
      if (this.#closed) connection.destroy()
      else this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_MS).unref()
      return connection
    } catch (error) {
      if (!(error instanceof ConnectFailed)) throw error
      slot.failed = { until: performance.now() + COOL_OFF_MS[error.code], fault: error }
      throw error
    }
  }

  #release(slot: Slot, queue: Queue, connection: BrokerConnection, outcome: 'clean' | 'dirty'): void {
    if (!slot.leased.delete(connection)) return
    if (outcome === 'clean' && !this.#closed) keep(slot, connection)
    else connection.destroy()
    comesFree(queue)
  }

  async #turn(queue: Queue, address: BrokerAddress, scope: CallScope): Promise<void> {
    let wake = () => {}
    const turn = new Promise<void>((resolve) => {
      wake = resolve
    })
    queue.waiting.push(wake)
    try {
      await scope.race(turn, () => this.#late(address, scope))
    } catch (error) {
      const place = queue.waiting.indexOf(wake)
      if (place >= 0) queue.waiting.splice(place, 1)
      else queue.waiting.shift()?.()
      throw error
    }
  }

  /** Closes what has been idle; forgets brokers of which nothing is left. */
  #sweep(): void {
    for (const [key, slot] of this.#slots) {
      const stale = slot.idle.filter((connection) => connection.idleMs() > IDLE_MS || !connection.usable)
      for (const connection of stale) connection.destroy()
      slot.idle = slot.idle.filter((connection) => !stale.includes(connection))
      if (slot.connected !== null && (slot.connected.idleMs() > IDLE_MS || !slot.connected.usable)) {
        slot.connected.destroy()
        forget(slot)
      }
      const cooling = slot.failed !== null && performance.now() < slot.failed.until
      const busy = slot.idle.length > 0 || Object.values(slot.queues).some(isBusy)
      if (!busy && !cooling && slot.shared === null) this.#slots.delete(key)
    }
  }

  #slot(address: BrokerAddress): Slot {
    const key = addressText(address)
    const found = this.#slots.get(key)
    if (found !== undefined) return found
    const slot: Slot = {
      shared: null,
      connected: null,
      idle: [],
      leased: new Set(),
      queues: { brief: queueOf('brief'), patient: queueOf('patient') },
      failed: null,
    }
    this.#slots.set(key, slot)
    return slot
  }

  #late(address: BrokerAddress, scope: CallScope): KafkaFault {
    return brokerTimeout(addressText(address), 'the connection', scope.timeoutMs)
  }
}

/** One attempt of many, for the fault that lists them. */
export function toAttempt(address: BrokerAddress, { code, message }: ConnectFailed): FailedAttempt {
  return { address: addressText(address), code, reason: message }
}

function forget(slot: Slot): void {
  slot.shared = null
  slot.connected = null
}

function queueOf(kind: LeaseKind): Queue {
  return { max: MAX_LEASES[kind], out: 0, waiting: [] }
}

function isBusy({ out, waiting }: Queue): boolean {
  return out + waiting.length > 0
}

function comesFree(queue: Queue): void {
  queue.out -= 1
  queue.waiting.shift()?.()
}

/** Patient readers come back at once for what they gave: as many connections as they have are kept for them. */
function keep(slot: Slot, connection: BrokerConnection): void {
  const most = MAX_LEASES.brief + slot.queues.patient.out
  if (connection.usable && slot.idle.length < most) slot.idle.push(connection)
  else connection.destroy()
}

function takeIdle(slot: Slot): BrokerConnection | null {
  for (;;) {
    const connection = slot.idle.pop()
    if (connection === undefined || connection.usable) return connection ?? null
    connection.destroy()
  }
}
