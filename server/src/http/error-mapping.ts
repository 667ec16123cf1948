import { type ApiErrorBody, ERROR_CODES, type ErrorCode } from '@sluice/shared/errors'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ZodError } from 'zod'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { AppError } from './app-error.ts'

const FIELDS_MAX = 20

/** What hono's own validators throw, by status. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'CONTENT_TYPE_UNSUPPORTED',
}

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return ERROR_CODES[code].status
}

/** The body of a failed answer or of a stream's `error` frame. Whatever is not ours leaves as an opaque INTERNAL. */
export function toErrorBody(error: unknown, requestId: string): ApiErrorBody {
  const known = toAppError(error)
  const code = known?.code ?? 'INTERNAL'
  return {
    code,
    message:
      known?.message ??
      `Something went wrong inside Sluice. Its log tells more under the request id ${requestId}.`,
    retryable: ERROR_CODES[code].retryable,
    requestId,
    ...(known?.details === undefined ? {} : { details: known.details }),
  }
}

/** The typed form of what a handler or validator threw, or null for what nobody foresaw. */
function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (error instanceof KafkaFault) {
    const { code, message, address, attempts } = error
    const details = {
      ...(address === null ? {} : { address }),
      ...(attempts.length === 0 ? {} : { attempts }),
    }
    return new AppError(code, message, {
      cause: error,
      ...(Object.keys(details).length === 0 ? {} : { details }),
    })
  }
  if (error instanceof ZodError) return fromValidation(error)
  if (error instanceof HTTPException) {
    const code = CODE_OF_STATUS[error.status]
    return code === undefined ? null : new AppError(code, `${error.message}.`, { cause: error })
  }
  return null
}

/** Names each field that does not fit, so that a caller can mend the request without reading the schema. */
function fromValidation(error: ZodError): AppError {
  const fields = error.issues.slice(0, FIELDS_MAX).map((issue) => ({
    field: issue.path.map(String).join('.') || '(whole)',
    message: issue.message.slice(0, 300),
  }))
  const text = fields.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return new AppError('BAD_REQUEST', `The request does not fit: ${text}`, {
    details: { fields },
    cause: error,
  })
}
