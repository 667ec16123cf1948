import { readBatches } from '#records/batch-reader.ts'
import type { BatchHeader, LogRecord } from '#records/record.ts'
import { controlType, readRecords } from '#records/record-reader.ts'

/** A log's bytes in the words of Kafka's DumpLogSegments, so that both can be compared line by line. */
export function asDumpLines(log: Buffer): string[] {
  const lines: string[] = []
  let position = 0
  for (const batch of readBatches(log)) {
    if (!batch.ok) {
      lines.push(batch.reason)
      continue
    }
    lines.push(batchLine(batch.header, position))
    for (const record of readRecords(batch)) lines.push(recordLine(batch.header, record))
    position += batch.header.byteLength
  }
  return lines
}

/** What DumpLogSegments printed, without its headings and the one field that the reader does not tell. */
export function dumpLines(stdout: string): string[] {
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('baseOffset: ') || line.startsWith('| offset: '))
  return lines.map((line) => line.replace(/deleteHorizonMs: \S+ /, '').trimEnd())
}

function batchLine(header: BatchHeader, position: number): string {
  const { baseSequence, baseOffset, lastOffset } = header
  const lastSequence = baseSequence < 0 ? -1 : baseSequence + Number(lastOffset - baseOffset)
  return fields({
    baseOffset,
    lastOffset,
    count: header.recordCount,
    baseSequence,
    lastSequence,
    producerId: header.producerId,
    producerEpoch: header.producerEpoch,
    partitionLeaderEpoch: header.leaderEpoch,
    isTransactional: header.transactional,
    isControl: header.control,
    position,
    [header.timestampType]: header.maxTimestamp,
    size: header.byteLength,
    magic: header.magic,
    compresscodec: header.codec,
    crc: header.crc,
    isvalid: true,
  })
}

function recordLine(header: BatchHeader, record: LogRecord): string {
  const { key, value, headers } = record
  const inBatch = Number(record.offset - header.baseOffset)
  const line = fields({
    offset: record.offset,
    [header.timestampType]: record.timestamp,
    keySize: key?.length ?? -1,
    valueSize: value?.length ?? -1,
    sequence: header.baseSequence < 0 ? -1 : header.baseSequence + inBatch,
    headerKeys: `[${headers.map((one) => one.key).join(',')}]`,
  })
  const texts = header.control ? controlFields(record) : { key: key?.toString(), payload: value?.toString() }
  return `| ${line} ${fields(texts)}`.trimEnd()
}

function controlFields(record: LogRecord): object {
  const control = controlType(record)
  if (control.type === 'other') return { controlType: control.number }
  return { endTxnMarker: control.type.toUpperCase(), coordinatorEpoch: control.coordinatorEpoch }
}

function fields(values: object): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined)
  return present.map(([name, value]) => `${name}: ${value}`).join(' ')
}
