import type { TopicPartitionId } from './calls.ts'
import { KafkaFault, type KafkaFaultCode } from './kafka-fault.ts'

/** Why a write failed, and whether it can be in the log all the same. */
export class WriteFault extends KafkaFault {
  /** `no`: nothing was appended. `unknown`: it may or may not have been. */
  readonly written: 'no' | 'unknown'

  constructor(
    code: KafkaFaultCode,
    message: string,
    options: { written: 'no' | 'unknown'; address?: string | undefined; cause?: unknown },
  ) {
    const { written, address, cause } = options
    super(code, message, { ...(address === undefined ? {} : { address }), cause })
    this.name = 'WriteFault'
    this.written = written
  }
}

const placeOf = ({ topic, partition }: TopicPartitionId) => `partition ${partition} of "${topic}"`
/** Kafka's own sentence behind ours, where the broker sent one. */
const said = (words: string | null) => (words === null || words === '' ? '' : ` Kafka says: ${words.trim()}`)

export function refused(code: KafkaFaultCode, message: string, words: string | null = null): WriteFault {
  return new WriteFault(code, message + said(words), { written: 'no' })
}

/** A fault met before anything was sent. */
export function notSent(fault: KafkaFault): WriteFault {
  if (fault instanceof WriteFault) return fault
  const address = fault.address ?? undefined
  return new WriteFault(fault.code, `${fault.message} Nothing was written.`, {
    written: 'no',
    address,
    cause: fault,
  })
}

export function recordTooLarge(id: TopicPartitionId, bytes: number, words: string | null): WriteFault {
  return refused(
    'RECORD_TOO_LARGE',
    `The batch of ${bytes} bytes is larger than "${id.topic}" takes; nothing was written. Send less, or raise the ` +
      'topic’s max.message.bytes.',
    words,
  )
}

export function keyWanted(id: TopicPartitionId, words: string | null): WriteFault {
  return refused(
    'RECORD_REFUSED',
    `Kafka takes no record like this in ${placeOf(id)}; nothing was written. A compacted topic needs a key in every record.`,
    words,
  )
}

export function timestampRefused(id: TopicPartitionId, words: string | null): WriteFault {
  return refused(
    'RECORD_REFUSED',
    `The timestamp is too far from the broker’s clock for ${placeOf(id)}; nothing was written. The topic’s ` +
      'message.timestamp.before.max.ms and message.timestamp.after.max.ms set how far.',
    words,
  )
}

export function internalTopic(id: TopicPartitionId, words: string | null): WriteFault {
  return refused(
    'RECORD_REFUSED',
    `"${id.topic}" is Kafka’s own: no client may write to it. Nothing was written.`,
    words,
  )
}

export function notEnoughReplicas(id: TopicPartitionId, words: string | null): WriteFault {
  return refused(
    'NOT_ENOUGH_REPLICAS',
    `Fewer replicas of ${placeOf(id)} are in sync than its min.insync.replicas wants; nothing was written. It takes ` +
      'writes again when its brokers are back.',
    words,
  )
}

/** Sent, and no answer that tells: `why` completes "because …". */
export function writeUnknown(
  id: TopicPartitionId,
  why: string,
  options: { address?: string | undefined; cause?: unknown } = {},
): WriteFault {
  return new WriteFault(
    'WRITE_UNKNOWN',
    `It is not known whether the write to ${placeOf(id)} was appended: ${why}. It was not sent again, as that could ` +
      'write it twice. Look at the newest messages of the partition first.',
    { written: 'unknown', ...options },
  )
}

export function groupNotEmpty(group: string): WriteFault {
  return refused(
    'GROUP_NOT_EMPTY',
    `Group "${group}" has members: only a group without any can be changed. Stop its consumers first. Nothing was changed.`,
  )
}

export function groupReadsTopic(group: string, topic: string): WriteFault {
  return refused(
    'GROUP_NOT_EMPTY',
    `Members of group "${group}" read "${topic}": its offsets there stay until they are stopped. Nothing was changed there.`,
  )
}

export function commitMetadataTooLong(id: TopicPartitionId): WriteFault {
  return refused(
    'RECORD_REFUSED',
    `The metadata of the commit to ${placeOf(id)} is longer than the broker’s offset.metadata.max.bytes allows; nothing was committed there.`,
  )
}

/** A change of a group was sent, and no answer that tells: `why` completes "because …". */
export function groupWriteUnknown(
  group: string,
  why: string,
  options: { address?: string | undefined; cause?: unknown } = {},
): WriteFault {
  return new WriteFault(
    'WRITE_UNKNOWN',
    `It is not known whether group "${group}" was changed: ${why}. Look at its offsets before you try again.`,
    { written: 'unknown', ...options },
  )
}
