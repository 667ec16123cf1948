import type { Message, Payload } from '@sluice/shared/messages'

export function textPayload(data: string): Payload {
  return { encoding: 'utf8', data, size: Buffer.byteLength(data), truncated: false }
}

export function bytesPayload(bytes: readonly number[]): Payload {
  return {
    encoding: 'base64',
    data: Buffer.from(bytes).toString('base64'),
    size: bytes.length,
    truncated: false,
  }
}

export function sampleMessage(part: Partial<Message> = {}): Message {
  return {
    topic: 'orders',
    partition: 0,
    offset: '0',
    timestamp: 1_795_247_763_007,
    timestampType: 'CreateTime',
    key: null,
    value: null,
    headers: [],
    size: 40,
    codec: 'none',
    producerId: null,
    transactional: false,
    ...part,
  }
}
