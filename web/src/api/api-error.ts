import type { ApiErrorBody, ErrorCode } from '@sluice/shared/errors'

/** Faults of the way to Sluice itself, beside the codes that its server answers with. */
export type ClientFaultCode = 'SERVER_UNREACHABLE' | 'ANSWER_NOT_UNDERSTOOD'

/** A call to Sluice that failed, in the words the page shows. */
export class ApiError extends Error {
  readonly code: ErrorCode | ClientFaultCode
  readonly retryable: boolean
  readonly requestId: string | null
  readonly status: number | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode | ClientFaultCode,
    message: string,
    options: {
      retryable: boolean
      requestId?: string | null
      status?: number
      details?: Record<string, unknown> | undefined
      cause?: unknown
    },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ApiError'
    this.code = code
    this.retryable = options.retryable
    this.requestId = options.requestId ?? null
    this.status = options.status ?? null
    this.details = options.details ?? {}
  }

  static fromBody(body: ApiErrorBody, status: number): ApiError {
    return new ApiError(body.code, body.message, { ...body, status })
  }
}
