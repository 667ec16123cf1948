import { ApiErrorBody, ERROR_CODES, type ErrorCode } from '@sluice/shared/errors'
import { ERROR_MEANINGS } from './error-meanings.ts'

interface ErrorResponse {
  description: string
  content: { 'application/json': { schema: typeof ApiErrorBody } }
}

/** What the guards before every route, and its end, may answer. */
const ANYWHERE: readonly ErrorCode[] = [
  'BAD_REQUEST',
  'PATH_NOT_CANONICAL',
  'HOST_NOT_ALLOWED',
  'INTERNAL',
  'SHUTTING_DOWN',
]

/** What a cluster may answer to any question. */
export const CLUSTER_FAILURES = [
  'CLUSTER_NOT_FOUND',
  'NOT_AUTHORIZED',
  'NOT_SUPPORTED',
  'AUTHENTICATION_FAILED',
  'CLUSTER_UNREACHABLE',
  'BROKER_TIMEOUT',
] as const satisfies readonly ErrorCode[]

/** The failures of a route, those of the guards before it among them, grouped by status as OpenAPI wants them. */
export function errorResponses(...codes: ErrorCode[]): Record<number, ErrorResponse> {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of new Set([...ANYWHERE, ...codes])) {
    const { status } = ERROR_CODES[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const responses: Record<number, ErrorResponse> = {}
  for (const [status, group] of byStatus)
    responses[status] = {
      description: `${group.map((code) => `${code}: ${ERROR_MEANINGS[code]}`).join('. ')}.`,
      content: { 'application/json': { schema: ApiErrorBody } },
    }
  return responses
}
