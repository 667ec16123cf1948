import type { LagCause } from '@sluice/shared/groups-state'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { ProducerDescription } from '#kafka/transactions.ts'
import type { PartitionBook } from './partition-book.ts'
import { NONE } from './row-marks.ts'

type Holder = Pick<LagCause, 'producerId' | 'transactionalId' | 'openSince'>

interface Limits {
  signal: AbortSignal
  timeoutMs: number
  now: number
}

const ASKED_MAX = 50
/** What was not answered may be so later: rights are given, brokers come back. */
const RETRY_MS = 60_000

/** Who holds back the last stable offset of partitions; asked once for each place where it stands. */
export class Blockers {
  readonly #known = new Map<number, { stable: bigint; holder: Holder | null; at: number }>()

  of(part: number, stable: bigint): Holder | null {
    const known = this.#known.get(part)
    return known?.stable === stable ? known.holder : null
  }

  forget(part: number): void {
    this.#known.delete(part)
  }

  /** Asks for partitions that are held for at least `graceMs`. Without an answer the state is told without the name. */
  async read(
    gateway: Pick<KafkaGateway, 'describeProducers' | 'listTransactions' | 'describeTransactions'>,
    book: PartitionBook,
    parts: readonly number[],
    graceMs: number,
    limits: Limits,
  ): Promise<void> {
    const due: number[] = []
    for (const part of parts) {
      if (!(limits.now - (book.heldSince[part] ?? Number.NaN) >= graceMs)) {
        this.#known.delete(part)
        continue
      }
      const known = this.#known.get(part)
      const asked = known !== undefined && known.stable === book.stable[part]
      if (asked && (known.holder !== null || limits.now - known.at < RETRY_MS)) continue
      if (due.length < ASKED_MAX) due.push(part)
    }
    if (due.length === 0) return
    const producers = await this.#producers(gateway, book, due, limits)
    const names = await nameAll(
      gateway,
      [...new Set([...producers.values()].map((one) => one.producerId))],
      limits,
    )
    for (const part of due) {
      const producer = producers.get(part)
      const holder = producer === undefined ? null : toHolder(producer, names)
      this.#known.set(part, { stable: book.stable[part] ?? NONE, holder, at: limits.now })
    }
  }

  /** The producer whose open transaction begins first is the one that holds the offset. */
  async #producers(
    gateway: Pick<KafkaGateway, 'describeProducers'>,
    book: PartitionBook,
    parts: readonly number[],
    { signal, timeoutMs }: Limits,
  ): Promise<Map<number, ProducerDescription>> {
    const found = new Map<number, ProducerDescription>()
    const asked = parts.map((part) => book.name(part))
    const outcomes = await orNothing(gateway.describeProducers(asked, { signal, timeoutMs }))
    for (const [index, part] of parts.entries()) {
      const outcome = outcomes[index]
      if (outcome?.ok !== true) continue
      for (const producer of outcome.value.producers) {
        const start = producer.transactionStart
        if (start === null) continue
        const first = found.get(part)?.transactionStart ?? null
        if (first === null || start < first) found.set(part, producer)
      }
    }
    return found
  }
}

interface Name {
  transactionalId: string
  startedAt: number | null
}

function toHolder(producer: ProducerDescription, names: ReadonlyMap<bigint, Name>): Holder {
  const name = names.get(producer.producerId)
  return {
    producerId: producer.producerId.toString(),
    transactionalId: name?.transactionalId ?? null,
    openSince: name?.startedAt ?? null,
  }
}

async function nameAll(
  gateway: Pick<KafkaGateway, 'listTransactions' | 'describeTransactions'>,
  producerIds: readonly bigint[],
  { signal, timeoutMs }: Limits,
): Promise<Map<bigint, Name>> {
  const names = new Map<bigint, Name>()
  if (producerIds.length === 0) return names
  const listed = await orNothing(gateway.listTransactions({ producerIds }, { signal, timeoutMs }))
  for (const outcome of listed)
    for (const { producerId, transactionalId } of outcome.ok ? outcome.value.transactions : [])
      names.set(producerId, { transactionalId, startedAt: null })
  const ids = [...names.values()].map(({ transactionalId }) => transactionalId)
  if (ids.length === 0) return names
  for (const outcome of await orNothing(gateway.describeTransactions(ids, { signal, timeoutMs })))
    if (outcome.ok) {
      const { producerId, transactionalId, startedAt } = outcome.value
      names.set(producerId, { transactionalId, startedAt })
    }
  return names
}

/** An old broker, or rights that are missing, leave the holder without a name. */
async function orNothing<T>(call: Promise<T[]>): Promise<T[]> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return []
  }
}
