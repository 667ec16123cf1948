import { type Reader, Writer } from '@platformatic/kafka'

export interface ProduceAsk {
  /** Null: the batches are of no transaction. */
  transactionalId: string | null
  timeoutMs: number
  topics: { name: string; partitions: { partition: number; batch: Buffer }[] }[]
}

export interface ProduceAnswerPartition {
  index: number
  errorCode: number
  /** −1 where nothing was appended. */
  baseOffset: bigint
  /** −1 where the records keep their own timestamps. */
  logAppendTimeMs: bigint
  errorMessage?: string | null | undefined
  recordErrors: readonly { batchIndex: number; batchIndexErrorMessage?: string | null | undefined }[]
}

export interface ProduceAnswer {
  responses: { name: string; partitionResponses: ProduceAnswerPartition[] }[]
  /** For so long the broker takes no more on this connection: a quota is used up. */
  throttleTimeMs: number
}

type ParseAnswer = (correlationId: number, key: number, version: number, reader: Reader) => ProduceAnswer

/** All replicas in sync: the only acks with which an answer means that the records are safe. */
const ACKS_ALL = -1

/**
 * Produce versions 3 (Kafka 0.11) to 11. The library's requests encode records themselves, headers as a map; ours hand
 * over a batch as it is. Its answers are read as they are. See the protocol's ProduceRequest.json.
 */
export function produceCodec(version: number, parseResponse: ParseAnswer) {
  const compact = version >= 9
  return {
    createRequest: ({ transactionalId, timeoutMs, topics }: ProduceAsk): Writer => {
      const writer = Writer.create()
        .appendString(transactionalId, compact)
        .appendInt16(ACKS_ALL)
        .appendInt32(timeoutMs)
        .appendArray(
          topics,
          (w, { name, partitions }) => {
            w.appendString(name, compact).appendArray(partitions, appendBatch(compact), compact, compact)
          },
          compact,
          compact,
        )
      return compact ? writer.appendTaggedFields() : writer
    },
    parseResponse,
  }
}

function appendBatch(compact: boolean) {
  return (writer: Writer, { partition, batch }: { partition: number; batch: Buffer }): void => {
    writer.appendInt32(partition).appendBytes(batch, compact)
  }
}
