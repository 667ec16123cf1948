import { entityId } from '@sluice/shared/topology-evidence'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { CoordinatedTransactions, TransactionListing } from '#kafka/transactions.ts'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import type { SessionBook } from './session-book.ts'
import { unavailable } from './topic-faults.ts'

const EVERY_MS = 10_000
const DEADLINE_MS = 20_000
const WEIGHT = 0.97
const KEPT_MAX = 100_000
/** Sessions that wrote longer ago may have lost their id to another one. */
const RECENT_MS = 3_600_000

const UNDER_WAY = new Set(['Ongoing', 'PrepareCommit', 'PrepareAbort'])

/** Which transactional id a session writes with. Kafka lists ids for a week: only those that still write are told. */
export class TransactionsCollector implements EvidenceCollector {
  readonly source = 'transactions' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #book: SessionBook
  /** Of each id: when it was last told to be alive, and in which state. */
  #told = new Map<string, string>()

  constructor(book: SessionBook) {
    this.#book = book
  }

  async collect({ gateway, now }: CollectContext, signal: AbortSignal): Promise<Collected> {
    try {
      const outcomes = await gateway.listTransactions({}, { signal, timeoutMs: DEADLINE_MS })
      const listed = outcomes.flatMap((outcome) => (outcome.ok ? withBroker(outcome.value) : []))
      const fault = outcomes.find((outcome) => !outcome.ok)?.fault ?? null
      // A broker that is too old says so by itself, each for its own transactions.
      if (fault !== null && outcomes.every((outcome) => !outcome.ok)) return none(fault)
      const observations = listed.flatMap((one) => this.#observe(one, now()) ?? [])
      this.#keepOnly(new Set(listed.map(({ transactionalId }) => transactionalId)))
      const missing = faultOf(fault) ?? this.#hidden(listed, now())
      return { observations, missing, bytes: null, coverage: null }
    } catch (error) {
      if (!(error instanceof KafkaFault) || error.code !== 'NOT_SUPPORTED') throw error
      return none(error)
    }
  }

  #observe({ transactionalId, producerId, state, brokerId }: Listed, now: number): Observation | null {
    this.#book.named(producerId, transactionalId)
    const wroteAt = this.#book.lastWrite(producerId)
    const underWay = UNDER_WAY.has(state)
    const at = underWay ? now : wroteAt
    if (at === null || state === 'Dead') return null
    // One under way is told each time; one that rests only when it has written since.
    const word = underWay ? '' : `${producerId} ${wroteAt}`
    if (!underWay && this.#told.get(transactionalId) === word) return null
    this.#told.set(transactionalId, word)
    return {
      subject: entityId('session', `${producerId}`),
      relation: 'partOf',
      object: entityId('transactional-id', transactionalId),
      class: 'protocol',
      weight: WEIGHT,
      at,
      count: 1,
      sample: {
        kind: 'api',
        api: 'ListTransactions',
        answer: { transactionalId, producerId: `${producerId}`, state, broker: `${brokerId}` },
      },
      facts: { state },
    }
  }

  /** Kafka leaves out ids that the user may not Describe without a word: sessions that have none tell of them. */
  #hidden(listed: readonly Listed[], now: number): Collected['missing'] {
    const named = new Set(listed.map(({ producerId }) => producerId))
    let hidden = 0
    for (const { producerId, transactional } of this.#book.since(now - RECENT_MS))
      if (transactional && !named.has(producerId)) hidden += 1
    if (hidden === 0) return null
    const reason = `${hidden} transactional producers wrote in the last hour whose transactional id is not told: it was given to a newer producer, or the user Sluice connects with may not see it.`
    return { whole: false, reason, remedy: 'Give that user Describe on the transactional ids.' }
  }

  #keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#told.keys()) if (!ids.has(id) || this.#told.size > KEPT_MAX) this.#told.delete(id)
  }
}

function none(fault: KafkaFault): Collected {
  return unavailable(fault, fault.code === 'NOT_SUPPORTED' ? 'Kafka 3.0 and later list transactions.' : null)
}

type Listed = TransactionListing & { brokerId: number }

function withBroker({ brokerId, transactions }: CoordinatedTransactions): Listed[] {
  return transactions.map((transaction) => ({ ...transaction, brokerId }))
}

function faultOf(fault: KafkaFault | null): Collected['missing'] {
  if (fault === null) return null
  return { whole: false, reason: `Not all brokers listed their transactions: ${fault.message}`, remedy: null }
}
