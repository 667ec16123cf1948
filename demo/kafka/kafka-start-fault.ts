export type StartFaultCode =
  | 'FETCH_FAILED'
  | 'START_FAILED'
  | 'JAVA_CRASHED'
  | 'DATA_IN_USE'
  | 'DATA_MISMATCH'
  | 'LOCK_TIMEOUT'

/** Kafka could not be started: the message says what happened and what to do, `lines` what the child last said. */
export class KafkaStartFault extends Error {
  readonly code: StartFaultCode
  readonly lines: string[]

  constructor(code: StartFaultCode, message: string, lines: string[] = [], cause?: unknown) {
    super([message, ...lines.map((line) => `  | ${line}`)].join('\n'), { cause })
    this.name = 'KafkaStartFault'
    this.code = code
    this.lines = lines
  }
}
