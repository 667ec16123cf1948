import type { TopicPartitionId } from './calls.ts'
import { topicNameInvalid } from './faults.ts'
import { notSent, refused, WriteFault } from './write-faults.ts'

// What a producer of many batches, and the making of topics, can end in.

/** Kafka's own sentence behind ours. */
const said = (words: string | null) => (words === null || words === '' ? '' : ` Kafka says: ${words.trim()}`)

const placeOf = ({ topic, partition }: TopicPartitionId) => `partition ${partition} of "${topic}"`

export function producerFenced(transactionalId: string): WriteFault {
  return refused(
    'PRODUCER_FENCED',
    `Another producer of the transactional id "${transactionalId}" took over: this one writes no more. What it had not committed was aborted.`,
  )
}

/** The transaction ended by itself, as its coordinator waits so long and no longer. */
export function transactionExpired(transactionalId: string): WriteFault {
  return refused(
    'PRODUCER_FENCED',
    `The transaction of "${transactionalId}" took longer than its timeout, and its coordinator aborted it: nothing of it is committed.`,
  )
}

/** Given up after the time a batch has; `fault` is what it met last. */
export function deliveryLate(
  fault: WriteFault | null,
  id: TopicPartitionId,
  { ms, maybe }: { ms: number; maybe: boolean },
): WriteFault {
  const seconds = `It was tried for ${Math.round(ms / 100) / 10} s.`
  if (maybe) return writeUnknownAfterTries(id, `${fault?.message ?? 'no answer came.'} ${seconds}`, fault)
  if (fault === null) return refused('BROKER_TIMEOUT', `${placeOf(id)} took nothing in time. ${seconds}`)
  return new WriteFault(fault.code, `${fault.message} ${seconds}`, { written: 'no', cause: fault })
}

export function writeUnknownAfterTries(id: TopicPartitionId, why: string, cause: unknown): WriteFault {
  const message = `It is not known whether the batch for ${placeOf(id)} was appended: ${why}`
  return new WriteFault('WRITE_UNKNOWN', message, { written: 'unknown', cause })
}

/** The leader knows less than it confirmed. */
export function recordsLost(id: TopicPartitionId): WriteFault {
  return writeUnknownAfterTries(
    id,
    'its leader does not know the batches before it any more, though it had confirmed them. Its log was cut back, or made anew.',
    null,
  )
}

export function batchDamaged(id: TopicPartitionId): WriteFault {
  return refused(
    'RECORD_CORRUPT',
    `The leader of ${placeOf(id)} found the batch damaged; nothing was written. Before Kafka 2.4 it says so of a record without a key in a compacted topic too.`,
  )
}

/** A batch that stands behind one of which nobody knows whether it was appended. */
export function laneEnded({ topic, partition }: TopicPartitionId): WriteFault {
  return refused(
    'WRITE_UNKNOWN',
    `Nothing more was sent to partition ${partition} of "${topic}": it is not known whether an earlier batch was appended.`,
  )
}

export function commitRefused(transactionalId: string): WriteFault {
  return refused(
    'WRITE_UNKNOWN',
    `The transaction of "${transactionalId}" was not committed: of one of its batches it is not known whether it was appended. Abort it.`,
  )
}

export function producerClosed(): WriteFault {
  return refused('SHUTTING_DOWN', 'The producer is closed: nothing more is sent.')
}

export function topicExists(topic: string): WriteFault {
  return refused('TOPIC_EXISTS', `There is already a topic "${topic}" on this cluster; nothing was made.`)
}

export function newTopicRefused(topic: string, words: string | null): WriteFault {
  return refused('BAD_REQUEST', `Kafka does not make the topic "${topic}" as it is asked for.${said(words)}`)
}

export function newTopicNameRefused(topic: string): WriteFault {
  return notSent(topicNameInvalid(topic))
}

/** The request to make it was sent, and no answer that tells. */
export function newTopicUnknown(topic: string, cause: unknown): WriteFault {
  const message = `It is not known whether the topic "${topic}" was made: the cluster did not answer in time. Look whether it is there.`
  return new WriteFault('WRITE_UNKNOWN', message, { written: 'unknown', cause })
}

export function producerRefused(code: number): WriteFault {
  return refused('INTERNAL', `Kafka answered error ${code} to the producer; nothing of it is committed.`)
}

export function transactionWriteRefused(transactionalId: string): WriteFault {
  return refused(
    'NOT_AUTHORIZED',
    `The user Sluice connects with may not write in transactions of "${transactionalId}": it needs the right Write on this transactional id.`,
  )
}

export function transactionTimeoutRefused(): WriteFault {
  return refused(
    'BAD_REQUEST',
    'The transaction may take longer than the broker’s transaction.max.timeout.ms allows.',
  )
}

/** Its end was asked for, and no answer that tells. */
export function transactionUnknown(
  transactionalId: string,
  kind: 'commit' | 'abort',
  cause: unknown,
): WriteFault {
  const message =
    kind === 'commit'
      ? `It is not known whether the transaction of "${transactionalId}" was committed: its coordinator did not answer in time.`
      : `The transaction of "${transactionalId}" could not be aborted in time: its coordinator aborts it when its timeout has passed.`
  return new WriteFault('WRITE_UNKNOWN', message, { written: 'unknown', cause })
}
