import {
  type HeldBack,
  OPEN_TRANSACTIONS_MAX,
  type TopicTransactions,
} from '@sluice/shared/topics-transactions'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway, TopicDescription } from '#kafka/gateway.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { readOffsets } from '../topic-offsets.ts'
import { isDisowned } from './hanging.ts'
import { nameTransactions } from './name-transactions.ts'
import { type OpenProducer, openProducers } from './open-producers.ts'
import { toOpenTransaction } from './to-open-transaction.ts'

interface ReadTransactionsDeps {
  gateway: KafkaGateway
  now?: () => number
}

/** What is open in a topic, who opened it, when it ends by itself, and how many records wait for that. */
export async function readTransactions(
  { gateway, now = Date.now }: ReadTransactionsDeps,
  name: string,
  signal: AbortSignal,
): Promise<TopicTransactions> {
  const topic = await readTopic(gateway, name, signal)
  const led = topic.partitions
    .filter(({ leader }) => leader !== null)
    .map(({ partition }) => ({ topic: name, partition }))
  const bounds = await readHeld(gateway, topic, signal)
  // Asked after the offsets: what pinned them and has ended since holds nothing back any more.
  const { open, missing } = await openProducers(gateway, led, signal)
  const byProducer = Map.groupBy(open, ({ producer }) => producer.producerId)
  const namingOf =
    byProducer.size === 0 ? null : await nameTransactions(gateway, [...byProducer.keys()], signal)
  const disowned = open.filter((one) => namingOf && isDisowned(namingOf(one.producer.producerId), one))
  const still = await stillOpen(gateway, disowned, signal)
  const ended = new Set(disowned.filter((one) => !still.has(one)))
  const asOf = now()
  const bootstrap = byProducer.size === 0 ? '' : await bootstrapOf(gateway, signal)
  const transactions = [...byProducer].flatMap(([producerId, all]) => {
    const parts = all.filter((one) => !ended.has(one))
    if (parts.length === 0 || namingOf === null) return []
    const lowest = (one: OpenProducer) => lowestStart(open, one.partition) === one.producer.transactionStart
    const naming = namingOf(producerId)
    return [toOpenTransaction({ naming, parts, lowest, disowned: still, bootstrap, now: asOf })]
  })
  const untold = new Set(missing.map(({ partition }) => partition))
  const pinned = new Set(transactions.flatMap(({ parts }) => parts.map(({ partition }) => partition)))
  return {
    topic: name,
    held: bounds.filter(({ partition }) => pinned.has(partition) || untold.has(partition)),
    open: transactions.toSorted(oldestFirst).slice(0, OPEN_TRANSACTIONS_MAX),
    total: transactions.length,
    missing: missing.map(({ partition, fault }) => ({ partition, ...toItemFault(fault) })),
    asOf,
  }
}

async function readTopic(
  gateway: KafkaGateway,
  name: string,
  signal: AbortSignal,
): Promise<TopicDescription> {
  const [outcome] = await gateway.describeTopics([name], { signal })
  if (outcome?.ok) return outcome.value
  throw outcome?.fault ?? new AppError('TOPIC_NOT_FOUND', `There is no topic named ${name}.`)
}

/** Partitions whose last stable offset was below their end; asked in that order, see `describeTopic`. */
async function readHeld(
  gateway: KafkaGateway,
  topic: TopicDescription,
  signal: AbortSignal,
): Promise<HeldBack[]> {
  const ends = await readOffsets(gateway, [topic], 'logEnd', signal)
  const stables = await readOffsets(gateway, [topic], 'lastStable', signal)
  return topic.partitions.flatMap(({ partition }) => {
    const [end, stable] = [ends(topic.name, partition), stables(topic.name, partition)]
    if (typeof end !== 'bigint' || typeof stable !== 'bigint' || stable >= end) return []
    return [{ partition, lastStable: `${stable}`, logEnd: `${end}`, records: `${end - stable}` }]
  })
}

/** Of those that no coordinator owned, the ones that are open now too: the others ended between the two questions. */
async function stillOpen(
  gateway: KafkaGateway,
  disowned: readonly OpenProducer[],
  signal: AbortSignal,
): Promise<ReadonlySet<OpenProducer>> {
  if (disowned.length === 0) return new Set()
  const partitions = new Map(disowned.map(({ topic, partition }) => [partition, { topic, partition }]))
  const again = await openProducers(gateway, [...partitions.values()], signal)
  const unsure = new Set(again.missing.map(({ partition }) => partition))
  const keyOf = ({ partition, producer }: OpenProducer) =>
    `${partition}/${producer.producerId}/${producer.transactionStart}`
  const open = new Set(again.open.map(keyOf))
  return new Set(disowned.filter((one) => unsure.has(one.partition) || open.has(keyOf(one))))
}

async function bootstrapOf(gateway: KafkaGateway, signal: AbortSignal): Promise<string> {
  const { brokers } = await gateway.describeCluster({ signal })
  const [broker] = brokers
  return broker === undefined ? 'localhost:9092' : `${broker.host}:${broker.port}`
}

function lowestStart(open: readonly OpenProducer[], partition: number): bigint | null {
  let lowest: bigint | null = null
  for (const one of open) {
    const { transactionStart } = one.producer
    if (one.partition === partition && (lowest === null || transactionStart < lowest)) {
      lowest = transactionStart
    }
  }
  return lowest
}

/** What pins an offset comes first, then by age. */
function oldestFirst(a: TopicTransactions['open'][number], b: TopicTransactions['open'][number]): number {
  const pins = (one: typeof a) => (one.parts.some((part) => part.pins) ? 0 : 1)
  const since = (one: typeof a) => one.startedAt ?? 0
  return pins(a) - pins(b) || since(a) - since(b)
}
