import type { TopicPartitionId } from './calls.ts'
import { topicNameInvalid } from './faults.ts'
import { notSent, refused, WriteFault } from './write-faults.ts'

// What a producer of many batches, and the making of topics, can end in.

/** Kafka's own sentence behind ours. */
const said = (words: string | null) => (words === null || words === '' ? '' : ` Kafka says: ${words.trim()}`)

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

/** Given up after the time a batch has; `why` is what it met last. */
export function deliveryLate(id: TopicPartitionId, fault: WriteFault, ms: number): WriteFault {
  const message = `${fault.message} It was tried for ${Math.round(ms / 1000)} s.`
  return new WriteFault(fault.code, message, { written: fault.written, cause: { place: id, fault } })
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
