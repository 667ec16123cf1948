import { ApiErrorBody, ERROR_CODES, type ErrorCode } from '@sluice/shared/errors'

interface ErrorResponse {
  description: string
  content: { 'application/json': { schema: typeof ApiErrorBody } }
}

/** The failures a route declares, grouped by status as OpenAPI wants them. */
export function errorResponses(...codes: ErrorCode[]): Record<number, ErrorResponse> {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) {
    const { status } = ERROR_CODES[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const responses: Record<number, ErrorResponse> = {}
  for (const [status, group] of byStatus)
    responses[status] = {
      description: group.join(', '),
      content: { 'application/json': { schema: ApiErrorBody } },
    }
  return responses
}
