import { FilterFault } from '#filters/filter-fault.ts'
import { AppError } from '#http/app-error.ts'

/** What went wrong with a filter as the API says it; anything else stays as it is. */
export function toFilterError(error: unknown): unknown {
  if (!(error instanceof FilterFault)) return error
  const { code, message, fault } = error
  return new AppError(code, message, { cause: error, ...(fault === null ? {} : { details: { ...fault } }) })
}
