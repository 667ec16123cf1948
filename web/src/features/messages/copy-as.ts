import type { Message, MessageHeader, Payload } from '@sluice/shared/messages'
import { scanJson } from '#ui/payload/json-scan.ts'
import { payloadText } from '#ui/payload/payload-bytes.ts'

/** The characters of a payload; of one that is not UTF-8, its base64, as no text holds its bytes. */
export function payloadCopy(payload: Payload | null): string {
  return payload?.data ?? ''
}

/**
 * The message as JSON. A payload that is JSON stands in it as it is, digit for digit; other text as a string, bytes as
 * `{"base64": …}`.
 */
export function messageJson(message: Message): string {
  const { topic, partition, offset, timestamp, timestampType, headers } = message
  const fields = [
    ['topic', JSON.stringify(topic)],
    ['partition', String(partition)],
    ['offset', JSON.stringify(offset)],
    ['timestamp', JSON.stringify(timestamp)],
    ['timestampType', JSON.stringify(timestampType)],
    ['key', payloadJson(message.key)],
    [
      'headers',
      `[${headers.map((header) => `[${headerKeyJson(header)}, ${payloadJson(header.value)}]`).join(', ')}]`,
    ],
    ['value', payloadJson(message.value)],
  ]
  return `{\n${fields.map(([name, value]) => `  "${name}": ${value}`).join(',\n')}\n}`
}

/** Reads this very record with kcat. Topic names hold nothing that a shell would take apart; brokers are quoted. */
export function kcatCommand({ topic, partition, offset }: Message, brokers: readonly string[]): string {
  const bootstrap = brokers.length > 0 ? brokers.join(',') : '$BROKERS'
  const format = String.raw`%T %p:%o %k\n%h\n%s\n`
  return `kcat -b "${bootstrap}" -C -t ${topic} -p ${partition} -o ${offset} -c 1 -e -f '${format}'`
}

function headerKeyJson({ key, keyBytes }: MessageHeader): string {
  return keyBytes === undefined ? JSON.stringify(key) : `{"base64": ${JSON.stringify(keyBytes)}}`
}

function payloadJson(payload: Payload | null): string {
  if (payload === null) return 'null'
  if (payload.encoding === 'base64') return `{"base64": ${JSON.stringify(payload.data)}}`
  const text = payloadText(payload)
  return scanJson(text).ok ? text : JSON.stringify(text)
}
