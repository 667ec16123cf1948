import type { Message } from '@sluice/shared/messages'
import { decodePayload } from '../../decode-message.ts'

const bytes = (text: string | Buffer | null) =>
  decodePayload(typeof text === 'string' ? Buffer.from(text) : text, Number.POSITIVE_INFINITY)

export function sampleMessage(
  parts: { key?: string | Buffer | null; value?: string | Buffer | null } & Partial<
    Omit<Message, 'key' | 'value'>
  >,
): Message {
  const { key = null, value = null, ...rest } = parts
  return {
    topic: 'orders',
    partition: 0,
    offset: '0',
    timestamp: 1_700_000_000_000,
    timestampType: 'CreateTime',
    headers: [],
    size: 10,
    codec: 'none',
    producerId: null,
    transactional: false,
    ...rest,
    key: bytes(key),
    value: bytes(value),
  }
}

export const header = (key: string, value: string | Buffer | null) => ({ key, value: bytes(value) })
