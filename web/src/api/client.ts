import { ApiErrorBody } from '@sluice/shared/errors'
import type { z } from 'zod'
import { ApiError } from './api-error.ts'

interface GetOptions {
  query?: Record<string, string | number | boolean | undefined>
  signal?: AbortSignal | undefined
}

interface SendOptions {
  signal?: AbortSignal | undefined
  headers?: Readonly<Record<string, string>>
}

/** How long an answer may take before the page says so; the server's own deadlines are shorter. */
const ANSWER_TIMEOUT_MS = 40_000

/** Reads one JSON answer and checks its shape. Rejects with {@link ApiError}, or with the signal's reason when aborted. */
export async function getJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  options: GetOptions = {},
): Promise<z.output<Schema>> {
  const deadline = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
  const response = await reach(path + queryText(options.query ?? {}), { signal }, options.signal)
  return await answerOf(response, schema, options.signal)
}

/** Sends JSON where there is any, and reads the answer as {@link getJson} does. */
export async function sendJson<Schema extends z.ZodType>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  schema: Schema,
  body?: object,
  { signal: caller, headers }: SendOptions = {},
): Promise<z.output<Schema>> {
  const deadline = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
  const init = {
    method,
    signal: caller ? AbortSignal.any([caller, deadline]) : deadline,
    ...(body && {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }
  return await answerOf(await reach(path, init, caller), schema, caller)
}

async function answerOf<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
  caller?: AbortSignal,
): Promise<z.output<Schema>> {
  const body = await readJson(response, caller)
  if (!response.ok) throw toApiError(body, response)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw notUnderstood(response, parsed.error)
}

/** Fetches, turning a network failure into an {@link ApiError}; an abort by the caller stays what it is. */
export async function reach(path: string, init: RequestInit, caller?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (cause) {
    if (caller?.aborted) throw cause
    throw new ApiError('SERVER_UNREACHABLE', 'Sluice does not answer.', { retryable: true, cause })
  }
}

/** The typed error of a failed answer whose body has been read. */
export function toApiError(body: unknown, response: Response): ApiError {
  const parsed = ApiErrorBody.safeParse(body)
  return parsed.success
    ? ApiError.fromBody(parsed.data, response.status)
    : notUnderstood(response, parsed.error)
}

function notUnderstood(response: Response, cause: unknown): ApiError {
  // A gateway's error page in front of Sluice may pass; an answer of another shape will not.
  const retryable = response.status >= 500
  return new ApiError('ANSWER_NOT_UNDERSTOOD', 'The answer of Sluice was not understood.', {
    retryable,
    requestId: response.headers.get('x-request-id'),
    status: response.status,
    cause,
  })
}

async function readJson(response: Response, caller?: AbortSignal): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    if (caller?.aborted) throw cause
    throw notUnderstood(response, cause)
  }
}

function queryText(query: NonNullable<GetOptions['query']>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text && `?${text}`
}
