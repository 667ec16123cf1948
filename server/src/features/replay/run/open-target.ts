import type { ReplayLane } from '@sluice/shared/replay-job'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { RecordProducer } from '#kafka/record-producer.ts'
import { targetClusterOf } from '../replay-parts.ts'
import { KafkaSender } from './kafka-sender.ts'
import type { CopyItem, Failure } from './lane-item.ts'
import type { LaneProgress } from './lane-progress.ts'
import { DrySender, SinkSender } from './other-senders.ts'
import type { ParcelSender } from './outbox.ts'
import type { SessionClose, SessionDeps, SessionStart } from './session-deps.ts'
import { ReplayFailure } from './session-end.ts'
import { laneAt, replayGroup, TRANSACTION_TIMEOUT_MS, Transaction } from './transaction.ts'
import { keyOf } from './written-book.ts'

export interface TargetEvents {
  onThrottle(ms: number): void
  onFailed(failures: Failure[]): Promise<void>
}

/** What a session writes to. */
export interface OpenTarget {
  sender: ParcelSender
  /** How far the job is, as what is written to knows. */
  lanes: readonly ReplayLane[]
  takes(item: CopyItem): boolean
  transaction(lanes: readonly LaneProgress[], now: () => number): Transaction | null
  /** `clean`: nothing is on its way; otherwise what is may not be sent (again). */
  close(end: SessionClose): Promise<void>
}

/** A batch is sent again for so long; then a person has to look. */
const DELIVERY_MS = 30_000
/** Records that a topic may refuse one by one, though others of their batch would be taken. */
const PICKY: readonly string[] = [
  'target-compacted-null-key',
  'target-timestamp-before',
  'target-timestamp-after',
  'target-record-too-large',
]

export async function openTarget(
  deps: SessionDeps,
  start: SessionStart,
  events: TargetEvents,
): Promise<OpenTarget> {
  const { record } = start
  const { target } = record.plan.spec
  const plain = { lanes: record.lanes, takes: () => true, transaction: () => null }
  if (record.mode === 'dry-run') return { ...plain, sender: new DrySender(), close: async () => {} }
  if (target.kind === 'file' || target.kind === 'http') {
    const sink = await deps.sinks.open(target, record.id)
    const ending = new AbortController()
    return {
      ...plain,
      sender: new SinkSender(sink, ending.signal),
      close: async ({ complete }) => {
        ending.abort()
        await sink.close(complete)
      },
    }
  }
  return await openTopics(deps, start, events)
}

async function openTopics(deps: SessionDeps, start: SessionStart, events: TargetEvents): Promise<OpenTarget> {
  const { record, written } = start
  const { plan, id } = record
  const { spec } = plan
  const cluster = targetClusterOf(record.cluster, spec.target)
  const gateway = deps.gateway(cluster)
  const exactly = spec.guarantee === 'exactly-once'
  const producer = await deps.writer(cluster).openProducer({
    onThrottle: events.onThrottle,
    deliveryTimeoutMs: DELIVERY_MS,
    ...(exactly ? { transactionalId: replayGroup(id), transactionTimeoutMs: TRANSACTION_TIMEOUT_MS } : {}),
  })
  try {
    // Asked once the producer is open: only then is every transaction of the one before ended.
    const lanes = exactly ? await placesOf(gateway, record.lanes, replayGroup(id)) : record.lanes
    const sizes = await largestOf(
      gateway,
      plan.targets.map(({ topic }) => topic),
    )
    let transaction: Transaction | null = null
    const sender = new KafkaSender({
      ...{ producer, written, onFailed: events.onFailed },
      compression: spec.fidelity.compression,
      stampNow: spec.fidelity.timestamp.by === 'now',
      largest: (topic) => sizes.get(topic) ?? null,
      careful: plan.warnings.some(({ code }) => PICKY.includes(code)),
      onSend: (bytes) => transaction?.begin(bytes),
    })
    return {
      sender,
      lanes,
      takes: (item) => sender.takes(item.target, item.batch.header.byteLength),
      transaction: (progresses, now) => {
        if (exactly)
          transaction = new Transaction({ producer, group: replayGroup(id), lanes: progresses, now })
        return transaction
      },
      close: async ({ clean }) => {
        if (!clean) producer.abandon()
        await producer.close()
      },
    }
  } catch (error) {
    await closeQuietly(producer)
    throw error
  }
}

/** What is thrown already says why; that a connection cannot be closed well says nothing more. */
async function closeQuietly(producer: RecordProducer): Promise<void> {
  await producer.close().catch(() => {})
}

/** How far the transactions of a job are: they have the last word. */
async function placesOf(
  gateway: Pick<KafkaGateway, 'listGroupOffsets'>,
  lanes: readonly ReplayLane[],
  group: string,
): Promise<ReplayLane[]> {
  const [outcome] = await gateway.listGroupOffsets([group], { requireStable: true })
  if (outcome === undefined || !outcome.ok)
    throw outcome?.fault ?? new RangeError('A group was not answered for.')
  const { topics, faults } = outcome.value
  const [fault] = faults
  if (fault !== undefined) throw fault.fault
  const places = new Map(
    topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, ...place }) => [keyOf({ topic, partition }), place] as const),
    ),
  )
  return lanes.map((lane) => {
    const place = places.get(keyOf(lane))
    if (place === undefined && lane.next === lane.from) return lane
    if (place === undefined || place.offset < BigInt(lane.next))
      throw new ReplayFailure(
        'GROUP_NOT_FOUND',
        `The places of this job in group "${group}" are gone or went back, so that it is not known what was written: partition ${lane.partition} of "${lane.topic}" was at ${lane.next}. Make a new plan from there.`,
      )
    return laneAt(lane, place)
  })
}

/** The largest batch that each topic takes, where its settings may be read. */
async function largestOf(
  gateway: Pick<KafkaGateway, 'describeTopicConfigs'>,
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const key = 'max.message.bytes'
  const outcomes = await gateway.describeTopicConfigs([...new Set(topics)], { keys: [key] })
  return new Map(
    outcomes.flatMap((outcome) => {
      if (!outcome.ok) return []
      const bytes = Number(outcome.value.entries.find(({ name }) => name === key)?.value)
      return Number.isInteger(bytes) && bytes > 0 ? [[outcome.value.name, bytes] as const] : []
    }),
  )
}
