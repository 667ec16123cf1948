import { z } from 'zod'

/**
 * Every error code the API answers with, its HTTP status, and whether the same call may succeed later.
 * The set is closed: clients may switch over it.
 */
export const ERROR_CODES = {
  BAD_REQUEST: { status: 400, retryable: false },
  PATH_NOT_CANONICAL: { status: 400, retryable: false },
  CURSOR_INVALID: { status: 400, retryable: false },
  /** The filter expression is wrong; `details` holds the place. */
  FILTER_INVALID: { status: 400, retryable: false },
  ORIGIN_FORBIDDEN: { status: 403, retryable: false },
  /** Sluice writes nothing to this cluster: its configuration says so. */
  READ_ONLY: { status: 403, retryable: false },
  /** The cluster refuses this right to the user Sluice connects with. */
  NOT_AUTHORIZED: { status: 403, retryable: false },
  NOT_FOUND: { status: 404, retryable: false },
  CLUSTER_NOT_FOUND: { status: 404, retryable: false },
  TOPIC_NOT_FOUND: { status: 404, retryable: false },
  PARTITION_NOT_FOUND: { status: 404, retryable: false },
  /** The offset is below the log start or at or beyond the log end; `details` holds both. */
  OFFSET_OUT_OF_RANGE: { status: 404, retryable: false },
  /** The offset lies in the log but holds no record (compacted away or emptied); `details` holds the next one. */
  RECORD_NOT_FOUND: { status: 404, retryable: false },
  /** No export of this id: it ended long ago, or never began here. */
  EXPORT_NOT_FOUND: { status: 404, retryable: false },
  GROUP_NOT_FOUND: { status: 404, retryable: false },
  /** No such saved offsets of a group. */
  SNAPSHOT_NOT_FOUND: { status: 404, retryable: false },
  ALERT_RULE_NOT_FOUND: { status: 404, retryable: false },
  REPLAY_NOT_FOUND: { status: 404, retryable: false },
  /** No built state of this id: its memory was needed for newer ones. */
  STATE_NOT_FOUND: { status: 404, retryable: false },
  BOOKMARK_NOT_FOUND: { status: 404, retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false },
  /** The idempotency key was used before, for another write. */
  IDEMPOTENCY_CONFLICT: { status: 409, retryable: false },
  /** The file of an export can be fetched once. */
  EXPORT_TAKEN: { status: 409, retryable: false },
  /** The group has live members; its offsets can be moved only when they are gone. `details` names them. */
  GROUP_NOT_EMPTY: { status: 409, retryable: true },
  /** What a plan was made from has changed since: make a new one. */
  PLAN_CHANGED: { status: 409, retryable: false },
  /** Another one changed the rules of who is who since they were read; nothing was written. */
  RULES_CHANGED: { status: 409, retryable: false },
  /** The job is in no state in which this can be done; `details.state` says in which it is. */
  REPLAY_STATE: { status: 409, retryable: false },
  /** A topic of this name is there already; nothing was made. */
  TOPIC_EXISTS: { status: 409, retryable: false },
  /** Another producer of the same transactional id took over: this one must write no more. */
  PRODUCER_FENCED: { status: 409, retryable: false },
  BODY_TOO_LARGE: { status: 413, retryable: false },
  /** The topic takes no record batch of this size. */
  RECORD_TOO_LARGE: { status: 413, retryable: false },
  CONTENT_TYPE_UNSUPPORTED: { status: 415, retryable: false },
  /** Kafka does not take the record; nothing was written. */
  RECORD_REFUSED: { status: 422, retryable: false },
  HOST_NOT_ALLOWED: { status: 421, retryable: false },
  /** The filter took more time or memory than it may and was ended. */
  FILTER_TIMEOUT: { status: 422, retryable: false },
  /** The filter was ended so several times within a minute. */
  FILTER_REFUSED: { status: 429, retryable: true },
  TOO_MANY_STREAMS: { status: 429, retryable: true },
  INTERNAL: { status: 500, retryable: false },
  /** The broker is too old for the API this needs. */
  NOT_SUPPORTED: { status: 501, retryable: false },
  /** A batch failed its checksum or is otherwise unreadable. */
  RECORD_CORRUPT: { status: 502, retryable: false },
  /** TLS or SASL refused; the message says which step. */
  AUTHENTICATION_FAILED: { status: 502, retryable: false },
  CLUSTER_UNREACHABLE: { status: 503, retryable: true },
  LEADER_UNAVAILABLE: { status: 503, retryable: true },
  /** Fewer replicas are in sync than the topic wants for a write; nothing was written. */
  NOT_ENOUGH_REPLICAS: { status: 503, retryable: true },
  FILTER_BUSY: { status: 503, retryable: true },
  SHUTTING_DOWN: { status: 503, retryable: true },
  /** What Sluice keeps cannot be read or written at the moment; the message says why. */
  STORE_UNAVAILABLE: { status: 503, retryable: true },
  BROKER_TIMEOUT: { status: 504, retryable: true },
  /** A write was sent and its end is not known: it may or may not be in the log. Look before writing again. */
  WRITE_UNKNOWN: { status: 504, retryable: false },
} as const satisfies Record<string, { status: number; retryable: boolean }>

/** A code of the closed set. */
export type ErrorCode = keyof typeof ERROR_CODES

const codes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]

/** The body of every failed answer and of the `error` frame of a stream. */
export const ApiErrorBody = z
  .object({
    code: z.enum(codes),
    message: z.string().describe('What happened, to what, and what to do; never a stack trace'),
    retryable: z.boolean(),
    requestId: z.string().describe('Also in the x-request-id header and in the log'),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'ApiError' })
export type ApiErrorBody = z.infer<typeof ApiErrorBody>

/** Why one item of an otherwise good answer is missing. */
export const ItemFault = z.object({ code: z.enum(codes), message: z.string() }).meta({ id: 'ItemFault' })
export type ItemFault = z.infer<typeof ItemFault>

/** A value that this broker or this user's rights may not give: then why not, for the spot where it is missed. */
export const Maybe = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('available', [
    z.object({ available: z.literal(true), value }),
    z.object({ available: z.literal(false), fault: ItemFault }),
  ])
/** A value, or why it is not to be had. */
export type Maybe<T> = { available: true; value: T } | { available: false; fault: ItemFault }
