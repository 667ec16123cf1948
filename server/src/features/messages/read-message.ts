import { DETAIL_BYTES, type MessageDetail } from '@sluice/shared/messages-detail'
import { toTimestamp } from '@sluice/shared/units'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { BatchHeader, LogRecord } from '#records/record.ts'
import { controlType } from '#records/record-reader.ts'
import { decodeMessage } from './decode-message.ts'
import { findRecord, type RecordId } from './find-record.ts'
import { recordFate } from './transactions/record-fate.ts'

/** The record at one offset with the facts of its batch; payloads beyond {@link DETAIL_BYTES} are cut. Rejects as {@link findRecord} does. */
export async function readMessage(
  gateway: KafkaGateway,
  id: RecordId,
  signal: AbortSignal,
): Promise<MessageDetail> {
  const { header, record, uncompressedBytes } = await findRecord(gateway, id, signal)
  const fate = await recordFate(gateway, id, header, signal)
  return {
    ...decodeMessage(id.topic, id.partition, header, record, DETAIL_BYTES, fate),
    control: header.control ? controlType(record).type : null,
    leaderEpoch: known(header.leaderEpoch),
    producerEpoch: known(header.producerEpoch),
    sequence: header.baseSequence < 0 ? null : sequenceOf(header, record),
    batch: {
      baseOffset: `${header.baseOffset}`,
      lastOffset: `${header.lastOffset}`,
      records: header.recordCount,
      bytes: header.byteLength,
      uncompressedBytes,
      maxTimestamp: toTimestamp(header.maxTimestamp),
      deleteHorizon: header.deleteHorizon === null ? null : toTimestamp(header.deleteHorizon),
    },
  }
}

function known(epoch: number): number | null {
  return epoch < 0 ? null : epoch
}

/** A producer counts its records per partition in 31 bits and begins again at 0. */
function sequenceOf(header: BatchHeader, record: LogRecord): number {
  return (header.baseSequence + Number(record.offset - header.baseOffset)) % 2 ** 31
}
