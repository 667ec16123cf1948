import type { ProduceAnswer, ProducedRecord, ProduceRequest } from '@sluice/shared/messages-produce'
import { toTimestamp } from '@sluice/shared/units'
import { topicNotFound } from '#kafka/faults.ts'
import type { KafkaGateway, TopicDescription } from '#kafka/gateway.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import type { WriteFault } from '#kafka/write-faults.ts'
import type { KafkaWriter, NewBatch, NewRecord, WriteOutcome } from '#kafka/writer.ts'
import { encodedSize, encodeRecord } from './encode-record.ts'
import { anyPartition, type Place, placeOf } from './place-records.ts'

export interface ProduceDeps {
  gateway: KafkaGateway
  writer: KafkaWriter
  now?: () => number
  random?: () => number
}

interface PlacedRecord extends Place {
  record: NewRecord
  bytes: number
}

/**
 * Writes records, one batch a partition, or says in a dry run what would be written and where. It is not ended by a
 * caller who leaves: what was sent is told to who asks again. Throws the fault where no record at all was written.
 */
export async function produceMessages(
  { gateway, writer, now = Date.now, random = Math.random }: ProduceDeps,
  name: string,
  { records, dryRun }: ProduceRequest,
): Promise<Omit<ProduceAnswer, 'replayed'>> {
  const topic = await describe(gateway, name)
  const nowMs = now()
  const placed = records.map((asked): PlacedRecord => {
    const record = encodeRecord(asked, nowMs)
    return { record, bytes: encodedSize(record), ...placeOf(asked.partition, record, topic) }
  })
  if (dryRun) return { topic: name, dryRun, records: placed.map((one) => toAnswer(one, one.partition, null)) }
  const anywhere = placed.some(({ partition }) => partition === null) ? anyPartition(topic, random) : null
  const partitionOf = ({ partition }: PlacedRecord): number => partition ?? anywhere ?? 0
  const batches = toBatches(name, placed, partitionOf)
  const outcomes = await writer.produce([...batches.values()])
  throwWhereAllFailed(outcomes)
  const byPartition = new Map([...batches.keys()].map((partition, index) => [partition, outcomes[index]]))
  const answered = placed.map((one) => {
    const partition = partitionOf(one)
    const place = batches.get(partition)?.records.indexOf(one.record) ?? 0
    return toAnswer(one, partition, written(byPartition.get(partition), place, one.record))
  })
  return { topic: name, dryRun, records: answered }
}

async function describe(gateway: KafkaGateway, name: string): Promise<TopicDescription> {
  const [outcome] = await gateway.describeTopics([name])
  if (outcome === undefined) throw topicNotFound(name)
  if (!outcome.ok) throw outcome.fault
  return outcome.value
}

function toBatches(
  topic: string,
  placed: readonly PlacedRecord[],
  partitionOf: (one: PlacedRecord) => number,
): Map<number, NewBatch & { records: NewRecord[] }> {
  const batches = new Map<number, NewBatch & { records: NewRecord[] }>()
  for (const one of placed) {
    const partition = partitionOf(one)
    const batch = batches.get(partition)
    if (batch === undefined) batches.set(partition, { topic, partition, records: [one.record] })
    else batch.records.push(one.record)
  }
  return batches
}

type Written = Pick<ProducedRecord, 'offset' | 'timestamp' | 'fault'>

function written(outcome: WriteOutcome | undefined, index: number, { timestamp }: NewRecord): Written | null {
  if (outcome === undefined) return null
  if (!outcome.ok) return { offset: null, timestamp: null, fault: toItemFault(outcome.fault) }
  const { baseOffset, appendTime } = outcome.value
  return {
    offset: `${baseOffset + BigInt(index)}`,
    timestamp: toTimestamp(appendTime ?? timestamp),
    fault: null,
  }
}

function toAnswer(
  { why, bytes }: PlacedRecord,
  partition: number | null,
  done: Written | null,
): ProducedRecord {
  return { partition, why, bytes, offset: null, timestamp: null, fault: null, ...done }
}

/** Where one of the faults leaves open what became of its records, that is the one to be told. */
function throwWhereAllFailed(outcomes: readonly WriteOutcome[]): void {
  const faults = outcomes.flatMap((outcome): WriteFault[] => (outcome.ok ? [] : [outcome.fault]))
  if (faults.length < outcomes.length) return
  const fault = faults.find((one) => one.written === 'unknown') ?? faults[0]
  if (fault !== undefined) throw fault
}
