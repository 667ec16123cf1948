import type { ErrorCode, ItemFault } from '@sluice/shared/errors'

/** The part of the API's error codes that a Kafka call can end in. */
export type KafkaFaultCode = Extract<
  ErrorCode,
  | 'BAD_REQUEST'
  | 'NOT_FOUND'
  | 'TOPIC_NOT_FOUND'
  | 'PARTITION_NOT_FOUND'
  | 'OFFSET_OUT_OF_RANGE'
  | 'NOT_AUTHORIZED'
  | 'NOT_SUPPORTED'
  | 'AUTHENTICATION_FAILED'
  | 'CLUSTER_UNREACHABLE'
  | 'LEADER_UNAVAILABLE'
  | 'BROKER_TIMEOUT'
  | 'RECORD_CORRUPT'
  | 'RECORD_TOO_LARGE'
  | 'RECORD_REFUSED'
  | 'NOT_ENOUGH_REPLICAS'
  | 'GROUP_NOT_FOUND'
  | 'GROUP_NOT_EMPTY'
  | 'TOPIC_EXISTS'
  | 'PRODUCER_FENCED'
  | 'WRITE_UNKNOWN'
  | 'SHUTTING_DOWN'
  | 'INTERNAL'
>

/** What a fault may know beyond its message. */
export interface KafkaFaultOptions {
  address?: string
  cause?: unknown
  attempts?: readonly FailedAttempt[]
}

/** One address that was tried in vain, and why: the reason alone, fit to stand after "host:port: ". */
export interface FailedAttempt {
  address: string
  code: KafkaFaultCode
  reason: string
}

/** Why a call to Kafka, or one item of it, failed; the message is fit for a person: what, to whom, what to do. */
export class KafkaFault extends Error {
  readonly code: KafkaFaultCode
  /** host:port or "broker 2", where the fault has a place. */
  readonly address: string | null
  /** Every address tried, where the fault is that none could be reached; otherwise empty. */
  readonly attempts: readonly FailedAttempt[]

  constructor(code: KafkaFaultCode, message: string, options: KafkaFaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'KafkaFault'
    this.code = code
    this.address = options.address ?? null
    this.attempts = options.attempts ?? []
  }
}

/** A fault as the part of an answer that says why one item of it is missing. */
export function toItemFault({ code, message }: KafkaFault): ItemFault {
  return { code, message }
}
