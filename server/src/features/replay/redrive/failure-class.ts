import type { FailureClass } from '@sluice/shared/replay-dead-letters'

/** Parts of the names of exceptions, of whatever language; the first that fits decides. */
const SIGNS: readonly [FailureClass, RegExp][] = [
  ['too-large', /TooLarge|OutOfMemory|PayloadSize|MessageSize|RequestEntity/i],
  [
    'format',
    /Serializ|Deserializ|Json|Avro|Protobuf|Parse|Parsing|Stream(Read|Write)Exception|Malformed|Decode|Decoding|Encoding|Conversion|DataException|InvalidFormat|MismatchedInput|SyntaxError|NumberFormat|DateTime/i,
  ],
  ['timeout', /Time(d)?[-_]?Out/i],
  [
    'unavailable',
    /Unavailable|Connect(ion)?(Refused|Reset|Closed)?(Exception|Error)|Retriable|Retryable|Transient|Socket|UnknownHost|IOException|ECONN|CallNotPermitted|CircuitBreaker|TooManyRequests|RateLimit|Throttl|ResourceAccess|CannotAcquireLock|Disconnect|BadGateway|GatewayTimeout|ServerError/i,
  ],
  ['not-allowed', /AccessDenied|Authori[sz]|Authenticat|Unauthori|Forbidden|Permission|Security/i],
  ['conflict', /Duplicate|Conflict|Optimistic|Integrity|Deadlock|AlreadyExists|Concurren|UniqueConstraint/i],
  ['not-found', /NotFound|NoSuchElement|NoSuchEntity|Missing|DoesNotExist|EmptyResult/i],
  [
    'invalid',
    /Validation|Invalid|NotValid|Constraint|IllegalArgument|Schema|BadRequest|Unprocessable|Rule|Violat|ValueError/i,
  ],
  [
    'code',
    /NullPointer|ClassCast|OutOfBounds|IllegalState|Arithmetic|UnsupportedOperation|TypeError|KeyError|AttributeError|ReferenceError|IndexError|StackOverflow|NoSuchMethod|NoClassDef|Assertion|NullReference/i,
  ],
]

/** What kind of failure it was, by the name of its exception; the package it is in says nothing. */
export function failureClass(exception: string | null, told: boolean): FailureClass {
  if (exception === null) return told ? 'other' : 'unknown'
  const name = exception.slice(exception.lastIndexOf('.') + 1)
  return SIGNS.find(([, sign]) => sign.test(name))?.[0] ?? 'other'
}
