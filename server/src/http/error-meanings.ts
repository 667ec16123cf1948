import type { ErrorCode } from '@sluice/shared/errors'

/** Each code in the words of the API’s document. */
export const ERROR_MEANINGS: Readonly<Record<ErrorCode, string>> = {
  BAD_REQUEST: 'a parameter or the body does not fit; `details.fields` names each',
  PATH_NOT_CANONICAL: 'the path is not in its plain form',
  CURSOR_INVALID: 'the cursor was changed, is of another request, or its topic was created anew',
  FILTER_INVALID: 'the filter expression is wrong; `details` says what and where',
  ORIGIN_FORBIDDEN: 'the request comes from a page that is not Sluice’s own',
  READ_ONLY: 'Sluice writes nothing to this cluster; the message says why',
  NOT_AUTHORIZED: 'the cluster refuses this to the user Sluice connects with',
  NOT_FOUND: 'there is nothing at this path',
  CLUSTER_NOT_FOUND: 'no cluster is configured under this name',
  TOPIC_NOT_FOUND: 'there is no such topic, or it is hidden from this user',
  PARTITION_NOT_FOUND: 'the topic has no such partition',
  OFFSET_OUT_OF_RANGE:
    'the offset is before the log start, or at or after the log end; `details` holds `logStart` and `logEnd`',
  RECORD_NOT_FOUND:
    'the offset holds no record any more; `details.next` is that of the next message, or null',
  EXPORT_NOT_FOUND: 'no export has this id: it ended some time ago, or its file was never fetched',
  METHOD_NOT_ALLOWED: 'the path has no such method; the Allow header names those it has',
  IDEMPOTENCY_CONFLICT: 'the idempotency key was used before, for another write',
  EXPORT_TAKEN: 'the file of this export was fetched already, or the export has ended',
  BODY_TOO_LARGE: 'the body is larger than `details.maxBytes`',
  RECORD_TOO_LARGE: 'the topic takes no record batch of this size; nothing was written',
  CONTENT_TYPE_UNSUPPORTED: 'the body is not plain application/json',
  RECORD_REFUSED: 'Kafka does not take the record; the message has its words, and nothing was written',
  HOST_NOT_ALLOWED: 'the Host header names no address of this Sluice',
  FILTER_TIMEOUT: 'the filter took more time or memory than it may; what was found before it stays',
  FILTER_REFUSED: 'the filter was ended for what it takes several times within a minute',
  TOO_MANY_STREAMS: 'as many streams are open as this Sluice serves at once',
  INTERNAL: 'a defect of Sluice; its log tells more under the request id',
  NOT_SUPPORTED: 'the broker is too old for this',
  RECORD_CORRUPT: 'the batch fails its checksum or cannot be read; `details` holds its offsets',
  AUTHENTICATION_FAILED: 'TLS or SASL failed; the message says at which step',
  CLUSTER_UNREACHABLE: 'no broker can be reached; `details.attempts` says why for each address',
  LEADER_UNAVAILABLE: 'the partition has no leader right now',
  NOT_ENOUGH_REPLICAS: 'fewer replicas are in sync than the topic wants for a write; nothing was written',
  FILTER_BUSY: 'other filters took all threads for long',
  SHUTTING_DOWN: 'this Sluice is about to end',
  BROKER_TIMEOUT: 'a broker did not answer in time',
  WRITE_UNKNOWN:
    'a write was sent and no answer came: it may or may not be in the log, and sending it again may write it twice',
}
