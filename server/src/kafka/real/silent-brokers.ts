import { brokerSilent } from '../faults.ts'
import type { KafkaFault } from '../kafka-fault.ts'
import { addressText, type BrokerAddress } from './broker-address.ts'

/** How it is found out that a broker hangs, in milliseconds. */
export interface SilencePace {
  /** Without an answer for so long, it is asked beside whether it lives. */
  askMs: number
  /** So long that may take. */
  probeMs: number
  /** Between two such questions to one that hangs. */
  pauseMs: number
}

const PACE: SilencePace = { askMs: 1_000, probeMs: 1_500, pauseMs: 1_000 }
/** One that nobody wants to hear of is not asked for ever. */
const FORGET_MS = 60_000

interface Slot {
  silentSince: number | null
  probing: boolean
  wantedAt: number
  /** Ends those that wait for an answer. */
  waiting: Set<(fault: KafkaFault) => void>
}

/**
 * Brokers that take connections and answer nothing. A loop that asks all brokers again and again is held up by such a
 * one once, not in each of its questions: what is asked of it fails at once, until it answers a question of its own.
 */
export class SilentBrokers {
  readonly #probe: (address: BrokerAddress) => Promise<'answered' | 'late'>
  readonly #pace: SilencePace
  readonly #slots = new Map<string, Slot>()
  #closed = false

  /** `probe` connects anew and asks for anything; also one that refuses has answered. It never rejects. */
  constructor(probe: (address: BrokerAddress) => Promise<'answered' | 'late'>, pace: SilencePace = PACE) {
    this.#probe = probe
    this.#pace = pace
  }

  isSilent(address: BrokerAddress): boolean {
    return this.#slots.get(addressText(address))?.silentSince != null
  }

  /** Waits for an answer of that broker, or rejects with `BROKER_TIMEOUT` as soon as it is known to hang. */
  async hear<T>(address: BrokerAddress, ask: () => Promise<T>): Promise<T> {
    const key = addressText(address)
    const slot = this.#slots.get(key) ?? newSlot()
    this.#slots.set(key, slot)
    slot.wantedAt = performance.now()
    if (slot.silentSince !== null) throw faultOf(address, slot.silentSince)
    const asked = performance.now()
    return await new Promise<T>((resolve, reject) => {
      slot.waiting.add(reject)
      const doubt = setInterval(() => void this.#find(address, slot, asked), this.#pace.askMs)
      const clean = () => {
        clearInterval(doubt)
        slot.waiting.delete(reject)
        if (slot.waiting.size === 0 && !slot.probing) this.#slots.delete(key)
      }
      void ask().then(resolve, reject).finally(clean)
    })
  }

  close(): void {
    this.#closed = true
  }

  /** Asks until it answers; those that wait are told as soon as it is late. */
  async #find(address: BrokerAddress, slot: Slot, since: number): Promise<void> {
    if (slot.probing || this.#closed) return
    slot.probing = true
    const late = setTimeout(() => {
      slot.silentSince = since
      for (const end of slot.waiting) end(faultOf(address, since))
    }, this.#pace.probeMs)
    while (this.#isWanted(slot) && (await this.#probe(address)) === 'late') await pause(this.#pace.pauseMs)
    clearTimeout(late)
    slot.silentSince = null
    slot.probing = false
    if (slot.waiting.size === 0) this.#slots.delete(addressText(address))
  }

  #isWanted({ waiting, wantedAt }: Slot): boolean {
    return !this.#closed && (waiting.size > 0 || performance.now() - wantedAt < FORGET_MS)
  }
}

function newSlot(): Slot {
  return { silentSince: null, probing: false, wantedAt: 0, waiting: new Set() }
}

function faultOf(address: BrokerAddress, since: number): KafkaFault {
  return brokerSilent(addressText(address), performance.now() - since)
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref())
}
