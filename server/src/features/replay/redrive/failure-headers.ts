import type { Message, MessageHeader } from '@sluice/shared/messages'
import { PROVENANCE } from '@sluice/shared/replay'
import type { DEAD_LETTER_WAYS, DeadLetterOrigin } from '@sluice/shared/replay-dead-letters'

/** What the headers of a dead letter say. */
export interface FailureTold {
  way: (typeof DEAD_LETTER_WAYS)[number] | null
  exception: string | null
  message: string | null
  by: string | null
  origin: DeadLetterOrigin | null
  replays: number
}

interface Names {
  way: (typeof DEAD_LETTER_WAYS)[number]
  /** The cause before what wraps it. */
  exception: readonly string[]
  message: readonly string[]
  by: readonly string[]
  /** What stands before topic, partition and offset. */
  origin: string | null
}

/**
 * Spring in its two ways (the second is that of its retry topics), Connect (KIP-298), Streams (KIP-1034), brokers for
 * share groups (KIP-1191), and what services call theirs that write such headers themselves.
 */
const WAYS: readonly Names[] = [
  {
    way: 'spring',
    exception: ['kafka_dlt-exception-cause-fqcn', 'kafka_dlt-exception-fqcn'],
    message: ['kafka_dlt-exception-message'],
    by: ['kafka_dlt-original-consumer-group'],
    origin: 'kafka_dlt-original-',
  },
  {
    way: 'spring',
    exception: ['kafka_exception-cause-fqcn', 'kafka_exception-fqcn'],
    message: ['kafka_exception-message'],
    by: [],
    origin: 'kafka_original-',
  },
  {
    way: 'connect',
    exception: ['__connect.errors.exception.class.name'],
    message: ['__connect.errors.exception.message'],
    by: ['__connect.errors.connector.name'],
    origin: '__connect.errors.',
  },
  {
    way: 'streams',
    exception: ['__streams.errors.exception'],
    message: ['__streams.errors.message'],
    by: [],
    origin: '__streams.errors.',
  },
  {
    way: 'share',
    exception: [],
    message: ['__dlq.errors.message'],
    by: ['__dlq.errors.group'],
    origin: '__dlq.errors.',
  },
  {
    way: 'plain',
    exception: [
      'exception',
      'exception-class',
      'x-exception',
      'x-exception-type',
      'error-type',
      'error.class',
    ],
    message: ['error', 'error-message', 'error.message', 'x-error', 'x-exception-message', 'reason'],
    by: ['consumer-group', 'x-consumer-group'],
    origin: null,
  },
]

const MESSAGE_MAX = 500

export function readFailure({ headers }: Pick<Message, 'headers'>): FailureTold {
  const text = (names: readonly string[]) => {
    for (const name of names) {
      const value = bytesOf(headers, name)?.toString('utf8').trim()
      if (value !== undefined && value !== '') return value
    }
    return null
  }
  const counted = text([PROVENANCE.count])
  const replays = counted !== null && /^\d{1,9}$/.test(counted) ? Number(counted) : 0
  for (const names of WAYS) {
    const exception = text(names.exception)
    const message = text(names.message)
    const origin = names.origin === null ? null : originBehind(headers, names.origin)
    if (exception === null && message === null && origin === null) continue
    const by = text(names.by)
    return { way: names.way, exception, message: message?.slice(0, MESSAGE_MAX) ?? null, by, origin, replays }
  }
  return { way: null, exception: null, message: null, by: null, origin: null, replays }
}

function originBehind(headers: readonly MessageHeader[], prefix: string): DeadLetterOrigin | null {
  const topic = bytesOf(headers, `${prefix}topic`)?.toString('utf8')
  if (topic === undefined || topic === '') return null
  const partition = numberOf(bytesOf(headers, `${prefix}partition`))
  const offset = numberOf(bytesOf(headers, `${prefix}offset`))
  return {
    topic,
    partition: partition === null || partition > 0x7fff_ffffn ? null : Number(partition),
    offset: offset === null ? null : `${offset}`,
  }
}

/** Queues of queues add the same headers again, at the end. */
function bytesOf(headers: readonly MessageHeader[], name: string): Buffer | null {
  const found = headers.findLast(({ key, keyBytes }) => keyBytes === undefined && key === name)?.value
  if (found == null) return null
  return Buffer.from(found.data, found.encoding)
}

/** Text where it is digits, otherwise four or eight bytes, as Spring writes them. */
function numberOf(value: Buffer | null): bigint | null {
  if (value === null) return null
  const text = value.toString('latin1')
  if (/^\d{1,19}$/.test(text)) return BigInt(text)
  const number =
    value.length === 4 ? BigInt(value.readInt32BE()) : value.length === 8 ? value.readBigInt64BE() : -1n
  return number < 0n ? null : number
}
