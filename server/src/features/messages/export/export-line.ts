import type { Message, Payload } from '@sluice/shared/messages'
import type { ExportLine, ExportPayload } from '@sluice/shared/messages-export'

type Encode = (payload: Payload | null) => ExportPayload

/** Everything a message holds, as one line of NDJSON says it. */
export function exportLine(message: Message, encode: Encode): ExportLine {
  const { topic, partition, offset, timestamp, timestampType, size, codec } = message
  return {
    topic,
    partition,
    offset,
    timestamp,
    timestampType,
    key: encode(message.key),
    value: encode(message.value),
    headers: message.headers.map(({ key, keyBytes, value }) => ({
      key,
      ...(keyBytes === undefined ? {} : { keyBytes }),
      value: encode(value),
    })),
    size,
    codec,
    producerId: message.producerId,
    transactional: message.transactional,
    ...(message.transaction === undefined ? {} : { transaction: message.transaction }),
  }
}

/** Text as text. */
export function asText(payload: Payload | null): ExportPayload {
  if (payload === null) return null
  return payload.encoding === 'utf8' ? payload.data : { base64: payload.data }
}

/** Bytes as bytes, whatever they say. */
export function asBase64(payload: Payload | null): ExportPayload {
  if (payload === null) return null
  return { base64: payload.encoding === 'utf8' ? payloadBytes(payload).toString('base64') : payload.data }
}

/** The bytes as they stand in the log: only whole payloads are exported. */
export function payloadBytes({ encoding, data }: Payload): Buffer {
  return Buffer.from(data, encoding)
}
