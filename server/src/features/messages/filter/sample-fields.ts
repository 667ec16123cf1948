import { setImmediate as breathe } from 'node:timers/promises'
import { FIELD_SAMPLE_MAX, type TopicFields } from '@sluice/shared/messages-cel'
import type { FetchPartition, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { BatchError } from '#records/batch-error.ts'
import { readBatches } from '#records/batch-reader.ts'
import { readRecords } from '#records/record-reader.ts'
import { FieldTally } from './field-tally.ts'

/** Each of the two steps may take so long; partitions whose brokers do not answer by then are left out. */
const STEP_MS = 500
/** The newest messages of a few partitions tell what the topic holds. */
const PARTITIONS_MAX = 16
const FETCH_BYTES = 256 * 1024
const ANSWER_BYTES = 2 * 1024 * 1024

/**
 * The paths that the newest messages of a topic have. Once the topic is described it takes a second at most: what has
 * not come by then is not sampled. Rejects where the topic cannot be described.
 */
export async function sampleFields(
  gateway: KafkaGateway,
  topic: string,
  client: AbortSignal,
): Promise<TopicFields> {
  const tally = new FieldTally()
  const [outcome] = await gateway.describeTopics([topic], { signal: client })
  if (outcome?.ok === false) throw outcome.fault
  const options = { signal: client, timeoutMs: STEP_MS }
  const led = (outcome?.value.partitions ?? []).filter(({ leader }) => leader !== null)
  const ids = led.slice(0, PARTITIONS_MAX).map(({ partition }) => ({ topic, partition }))
  try {
    const requests = await newestOf(gateway, ids, options)
    const answers = await gateway.fetch(requests, {
      ...options,
      isolation: 'read_committed',
      maxWaitMs: 0,
      maxBytes: ANSWER_BYTES,
    })
    for (const answer of answers) {
      if (!answer.ok) continue
      const asked = requests.find(({ partition }) => partition === answer.value.partition)
      await addRecords(tally, answer.value.records, asked?.offset ?? 0n, client)
    }
  } catch (error) {
    // Late is less, not wrong: the sample says of how many messages it is.
    if (!(error instanceof KafkaFault) || error.code !== 'BROKER_TIMEOUT') throw error
  }
  return tally.result()
}

/** Where to read so that the sample is the newest of each partition. */
async function newestOf(
  gateway: KafkaGateway,
  ids: readonly TopicPartitionId[],
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<FetchPartition[]> {
  const each = BigInt(Math.max(1, Math.floor(FIELD_SAMPLE_MAX / Math.max(1, ids.length))))
  const committed = { ...options, isolation: 'read_committed' as const }
  const [starts, ends] = await Promise.all([
    gateway.listOffsets(
      ids.map((id) => ({ ...id, at: 'earliest' as const })),
      committed,
    ),
    gateway.listOffsets(
      ids.map((id) => ({ ...id, at: 'latest' as const })),
      committed,
    ),
  ])
  return ids.flatMap((id, index) => {
    const [start, end] = [starts[index], ends[index]]
    if (start?.ok !== true || end?.ok !== true) return []
    const [first, after] = [start.value.offset ?? 0n, end.value.offset ?? 0n]
    if (after <= first) return []
    return [{ ...id, offset: after - each > first ? after - each : first, maxBytes: FETCH_BYTES }]
  })
}

/** Damaged batches and markers of transactions hold nothing to sample. */
async function addRecords(
  tally: FieldTally,
  bytes: Buffer,
  from: bigint,
  signal: AbortSignal,
): Promise<void> {
  for (const batch of readBatches(bytes)) {
    if (!batch.ok || batch.header.control || batch.header.lastOffset < from) continue
    // A few bytes may unpack to very many: whatever else runs has its turn before each of them.
    await breathe(undefined, { signal })
    try {
      for (const record of readRecords(batch)) if (record.offset >= from) tally.add(record)
    } catch (error) {
      if (!(error instanceof BatchError)) throw error
    }
  }
}
